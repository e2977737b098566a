import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { minute } from '../../../../electron/core/model/instant.ts';
import { Database } from '../../../../electron/edges/store/database.ts';
import { hasWishQueue, WishQueue } from '../../../../electron/edges/store/wish-queue.ts';
import { aFolder } from '../../../fakes/store.ts';

const aQueue = (path: string, waitMs = 5000): WishQueue => new WishQueue(path, { waitMs });

/** Two processes' ends of one queue. */
const ends = () => {
  const path = join(aFolder(), 'store.sqlite');
  const asking = aQueue(path);
  const holding = aQueue(path);
  onTestFinished(() => {
    asking.close();
    holding.close();
  });
  return { path, asking, holding };
};

const wish = (id: string) => ({ id, name: 'account.remove', input: '{}' });

it('is there once a wish was left, readable for its user alone', () => {
  const path = join(aFolder(), 'store.sqlite');
  expect(hasWishQueue(path)).toBe(false);
  aQueue(path).close();
  expect(hasWishQueue(path)).toBe(true);
  expect(statSync(`${path}.wishes`).mode & 0o777).toBe(0o600);
});

it('hands over wishes in the order in which they were left, each once, and replies to each', () => {
  const { asking, holding } = ends();
  asking.leave(wish('1'), 5);
  asking.leave(wish('2'), 5);
  asking.leave(wish('3'), 4);
  expect(holding.take()).toEqual(wish('3'));
  expect(holding.take()).toEqual(wish('1'));
  expect(asking.replyTo('1')).toBeNull();
  holding.reply('1', '{"ok":true}');
  expect(asking.replyTo('1')).toBe('{"ok":true}');
  expect(asking.replyTo('2')).toBeNull();
  expect(holding.take()).toEqual(wish('2'));
  expect(holding.take()).toBeNull();
});

it('lets a wish be taken back until somebody took it', () => {
  const { asking, holding } = ends();
  asking.leave(wish('1'), 5);
  asking.leave(wish('2'), 6);
  expect(holding.take()).toEqual(wish('1'));
  expect([asking.withdraw('1'), asking.withdraw('2')]).toEqual([false, true]);
  expect(holding.take()).toBeNull();
});

it('forgets what processes left that are gone, also where their clock was another', () => {
  const { asking, holding } = ends();
  asking.leave(wish('old'), 0);
  asking.leave(wish('ahead'), 10 * minute);
  asking.leave(wish('now'), 5 * minute);
  holding.sweep(5 * minute);
  expect([holding.size, holding.take()]).toEqual([1, wish('now')]);
});

it.each<[string, (path: string) => void]>([
  ['a pipe', (path) => void execFileSync('mkfifo', [path])],
  ['a folder', (path) => mkdirSync(path)],
  ['a link', (path) => symlinkSync('/dev/zero', path)],
  ['a link that leads nowhere', (path) => symlinkSync('/nowhere/at/all', path)],
])('%s in its place is not opened', (_what, make) => {
  const path = join(aFolder(), 'store.sqlite');
  make(`${path}.wishes`);
  expect(() => hasWishQueue(path)).toThrow(/wrong-kind/);
  expect(() => aQueue(path)).toThrow(/wrong-kind/);
});

it.each([
  'CREATE TRIGGER forever AFTER UPDATE ON wish BEGIN DELETE FROM wish; END',
  'CREATE VIEW more AS SELECT * FROM wish',
  'CREATE TABLE other (x)',
])('runs nothing that somebody else put into it: %s', (sql) => {
  const { path, asking, holding } = ends();
  asking.leave(wish('1'), 5);
  const foreign = new Database(`${path}.wishes`, { readOnly: false });
  foreign.execute(sql);
  foreign.close();
  expect(() => holding.take()).toThrow('ForeignQueueError');
  expect(() => holding.reply('1', '{}')).toThrow('ForeignQueueError');
  expect(() => aQueue(path)).toThrow('ForeignQueueError');
});

const columns = `id TEXT PRIMARY KEY, name TEXT NOT NULL, input TEXT NOT NULL, asked_at INTEGER NOT NULL,
  is_taken INTEGER NOT NULL DEFAULT 0, reply TEXT`;

it.each([
  [
    'a condition that takes for ever',
    `CREATE TABLE wish (${columns}, CHECK (length(hex(zeroblob(300000000))) > 0)) STRICT`,
  ],
  ['a column that is computed', `CREATE TABLE wish (${columns}, more TEXT AS (hex(zeroblob(300000000)))) STRICT`],
  ['a default of its own', `CREATE TABLE wish (${columns.replace('DEFAULT 0', 'DEFAULT 1')}) STRICT`],
  ['a table that is not strict', `CREATE TABLE wish (${columns})`],
  ['a table under the name of the index', `CREATE TABLE wish (${columns}) STRICT; CREATE TABLE other (x)`],
])('runs nothing of a queue whose names are right, with %s', (_what, sql) => {
  const path = join(aFolder(), 'store.sqlite');
  const foreign = new Database(`${path}.wishes`, { readOnly: false });
  foreign.execute(sql);
  foreign.close();
  expect(() => aQueue(path)).toThrow('ForeignQueueError');
});

it.each(['-journal', '-wal', '-shm'])('a pipe in the place of its %s is not opened', (ending) => {
  const path = join(aFolder(), 'store.sqlite');
  aQueue(path).close();
  execFileSync('mkfifo', [`${path}.wishes${ending}`]);
  expect(() => hasWishQueue(path)).toThrow(/wrong-kind/);
  expect(() => aQueue(path)).toThrow(/wrong-kind/);
});

it('a file that is larger than any queue of ours is not read', () => {
  const path = join(aFolder(), 'store.sqlite');
  aQueue(path).close();
  truncateSync(`${path}.wishes`, 100_000_000);
  expect(() => hasWishQueue(path)).toThrow('ForeignQueueError');
  expect(() => aQueue(path)).toThrow('ForeignQueueError');
});

it('a page that is its own child is found, not followed for ever', () => {
  const path = join(aFolder(), 'store.sqlite');
  aQueue(path).close();
  const filling = new Database(`${path}.wishes`, { readOnly: false });
  filling.transaction(() => {
    for (let id = 0; id < 400; id += 1)
      filling.run(`INSERT INTO wish (id, name, input, asked_at) VALUES (?, 'x', ?, 5)`, String(id), 'x'.repeat(500));
  });
  filling.close();
  const bytes = readFileSync(`${path}.wishes`);
  const pageBytes = bytes.readUInt16BE(16);
  const root = [...Array(bytes.length / pageBytes).keys()].find((page) => page > 0 && bytes[page * pageBytes] === 5);
  // The children of the table's root: all of them the first one.
  const at = (root ?? 0) * pageBytes;
  const cells = bytes.readUInt16BE(at + 3);
  const first = bytes.readUInt32BE(at + bytes.readUInt16BE(at + 12));
  for (let cell = 0; cell < cells; cell += 1) bytes.writeUInt32BE(first, at + bytes.readUInt16BE(at + 12 + 2 * cell));
  writeFileSync(`${path}.wishes`, bytes);
  expect(() => aQueue(path)).toThrow('ForeignQueueError');
});

it('who holds the store does not wait for somebody who holds the queue', () => {
  const path = join(aFolder(), 'store.sqlite');
  const queue = aQueue(path, 20);
  const other = new Database(`${path}.wishes`, { readOnly: false });
  onTestFinished(() => {
    queue.close();
    other.close();
  });
  queue.leave(wish('1'), 5);
  other.execute('BEGIN EXCLUSIVE');
  const beganMs = performance.now();
  expect(() => queue.take()).toThrow(/locked/);
  expect(() => aQueue(path, 20)).toThrow(/locked/);
  expect(performance.now() - beganMs).toBeLessThan(2_000);
  other.execute('ROLLBACK');
  expect(queue.take()).toEqual(wish('1'));
});

it('removes a wish unread that is longer than any command leaves', () => {
  const { asking, holding } = ends();
  asking.leave({ ...wish('1'), input: 'x'.repeat(200_000) }, 5);
  asking.leave(wish('2'), 6);
  expect([holding.take(), holding.size]).toEqual([wish('2'), 1]);
});

it('sees that its file is another or gone', () => {
  const { path, asking, holding } = ends();
  expect([asking.isInPlace, holding.isInPlace]).toEqual([true, true]);
  rmSync(`${path}.wishes`);
  expect(holding.isInPlace).toBe(false);
  const anew = aQueue(path);
  expect([holding.isInPlace, anew.isInPlace]).toEqual([false, true]);
  anew.close();
});
