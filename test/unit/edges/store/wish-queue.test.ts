import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { minute } from '../../../../electron/core/model/instant.ts';
import { Database } from '../../../../electron/edges/store/database.ts';
import { hasWishQueue, WishQueue } from '../../../../electron/edges/store/wish-queue.ts';
import { aFolder } from '../../../fakes/store.ts';

/** Two processes' ends of one queue. */
const ends = () => {
  const path = join(aFolder(), 'store.sqlite');
  const asking = new WishQueue(path);
  const holding = new WishQueue(path);
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
  new WishQueue(path).close();
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
  expect(() => new WishQueue(path)).toThrow(/wrong-kind/);
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
  expect(() => new WishQueue(path)).toThrow('ForeignQueueError');
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
  const anew = new WishQueue(path);
  expect([holding.isInPlace, anew.isInPlace]).toEqual([false, true]);
  anew.close();
});
