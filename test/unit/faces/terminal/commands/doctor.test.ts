import { describe, expect, it } from 'vitest';
import { Database } from '../../../../../electron/edges/store/database.ts';
import { StartNote } from '../../../../../electron/engine/health/start-file.ts';
import { aDamagedStore, runOver } from '../../../../fakes/damaged-store.ts';

const sound = ['account', 'label', 'one', `id = 'acc1'`] as const;

/** The line of the answer that begins with a word. */
const lineOf = (text: string | undefined, name: string): string =>
  text?.split('\n').find((line) => line.startsWith(`${name} `)) ?? '';

describe('whether something rings now', () => {
  it('is said while a program holds the store, and after it is gone', async () => {
    const { store, path } = aDamagedStore(...sound);
    const beside = (await runOver(path, 'doctor')).answer;
    expect(beside.json).toMatchObject({ isRunning: true });
    expect(lineOf(beside.text, 'Running')).toContain('reminders ring');
    store.close();
    const alone = (await runOver(path, 'doctor')).answer;
    expect(alone.json).toMatchObject({ isRunning: false });
    expect(lineOf(alone.text, 'Running')).toContain('nothing rings now');
    expect(alone.exit).toBe(beside.exit);
  });
});

describe('rows that cannot be read', () => {
  it('none: the store is good', async () => {
    const { path } = aDamagedStore(...sound);
    const { answer } = await runOver(path, 'doctor');
    expect(answer.json).toMatchObject({ store: { ok: true, damagedRows: 0 } });
    expect(lineOf(answer.text, 'Store')).toContain('good');
  });

  it.each([
    ['rental', 'body', '{', `account_id = 'acc1'`],
    ['orders', 'body', '{', `account_id = 'acc1'`],
    ['orders', 'missing_rounds', '9223372036854775807', `account_id = 'acc1'`],
    ['account', 'settings', 'nope', `id = 'acc1'`],
    ['account_rule', 'points', '{', `account_id = 'acc1'`],
    ['rental_wish', 'snooze', '{', `account_id = 'acc1'`],
    ['deadline_move', 'changed_at', 'never', `account_id = 'acc1'`],
  ])('%s.%s: they are counted and named, and the store is not called good', async (...damage) => {
    const { path } = aDamagedStore(...damage);
    const { answer, said } = await runOver(path, 'doctor');
    expect(answer).toMatchObject({ exit: 1, json: { store: { ok: false, damagedRows: 1, failure: null } } });
    expect(lineOf(answer.text, 'Store')).toContain('1 stored row cannot be read');
    expect(said).toContain('cannot be read');
  });
});

describe('a table that is gone', () => {
  it.each(['doctor', 'rentals', 'export --format ics'])('is damage for %s, not a bug', async (command) => {
    const { store, path } = aDamagedStore(...sound);
    store.close();
    const writer = new Database(path, { readOnly: false });
    writer.execute('DROP TABLE rental');
    writer.close();
    const { answer } = await runOver(path, command);
    expect(answer.exit).toBe(1);
    expect(JSON.stringify(answer.json)).toContain('store.damaged');
  });
});

describe('how long starts took', () => {
  it('is said of this program, and of the app once one has been written down', async () => {
    const { path } = aDamagedStore(...sound);
    const before = (await runOver(path, 'doctor')).answer;
    expect(before.json).toMatchObject({ starts: { app: null } });
    expect(before.text).toMatch(/^This start .*store\.open \d+ ms/m);
    new StartNote(path, { version: '0.1.0', atMs: 0 }).add([{ name: 'first.rows', atMs: 812.4 }]);
    const after = (await runOver(path, 'doctor')).answer;
    expect(after.json).toMatchObject({
      starts: { app: { version: '0.1.0', marks: [{ name: 'first.rows', ms: 812.4 }] } },
    });
    expect(lineOf(after.text, 'App’s last start')).toContain('first.rows 812 ms');
    expect(after.exit).toBe(before.exit);
  });
});
