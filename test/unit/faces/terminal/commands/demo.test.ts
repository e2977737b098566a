import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { success } from '../../../../../electron/core/model/failure.ts';
import { demo } from '../../../../../electron/faces/terminal/commands/demo.ts';
import type { Terminal } from '../../../../../electron/faces/terminal/terminal.ts';
import { startDemo, type DemoParts } from '../../../../../electron/program/demo/session.ts';
import { demoProgramAt } from '../../../../fakes/demo-program.ts';
import { ms } from '../../../../fakes/instants.ts';
import { aFolder } from '../../../../fakes/store.ts';
import { aTerminal } from '../../../../fakes/terminal.ts';

const nowMs = ms('2026-03-10T00:00:00Z');
let temporary: string;

beforeEach(() => {
  temporary = aFolder();
  vi.stubEnv('TMPDIR', temporary);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const never = (): never => {
  throw new Error('the demo asks for nothing of the user’s');
};

const terminal = (
  untilStopped: Terminal['untilStopped'],
  openRunning = demoProgramAt(nowMs),
  said: string[] = [],
): Terminal => {
  const now = (): number => nowMs;
  const storePath = '/nonexistent/leasebell.sqlite';
  const start = (): ReturnType<Terminal['startDemo']> => startDemo({ now, openRunning });
  return { ...aTerminal({ line: 'demo', said, storePath, now, untilStopped, startDemo: start }), openReader: never };
};

it('shows every provider and removes its folder', async () => {
  const answer = await demo(terminal(() => new Promise(() => {})));
  expect(answer).toMatchObject({ exit: 0, json: { accounts: [{}, {}, {}, {}, {}] } });
  expect(readdirSync(temporary)).toEqual([]);
});

it('shows people the 15 that come next, says how many more there are, and what to try then', async () => {
  const answer = await demo(terminal(() => new Promise(() => {})));
  const [rentals = '', reminders = ''] = answer.text.split('\n\n');
  const { rentals: all } = z.object({ rentals: z.array(z.unknown()) }).parse(answer.json);
  expect(all.length).toBeGreaterThan(15);
  expect(rentals.split('\n')).toHaveLength(17);
  expect(rentals).toMatch(/… and \d+ more$/);
  expect(rentals).not.toMatch(/^Released /m);
  expect(reminders.split('\n').length).toBeLessThanOrEqual(18);
  for (const next of ['accounts add', 'rentals', 'reminders', 'rental intend', 'export', 'watch', 'help'])
    expect(answer.text).toContain(`leasebell-cli ${next}`);
});

it('says of each account why it could not be read', async () => {
  const openRunning: DemoParts['openRunning'] = (folder, vault) => {
    const opened = demoProgramAt(nowMs)(folder, vault);
    if (!opened.ok) return opened;
    const { program } = opened.value;
    const sync: typeof program.accounts.sync = async (asked) => {
      const outcomes = await program.accounts.sync(asked);
      if (!outcomes.ok) return outcomes;
      return success(outcomes.value.map((each) => ({ ...each, ok: false, failure: { code: 'store.full' as const } })));
    };
    return success({ ...opened.value, program: { ...program, accounts: { ...program.accounts, sync } } });
  };
  const said: string[] = [];
  const answer = await demo(terminal(() => new Promise(() => {}), openRunning, said));
  expect(answer.exit).toBe(1);
  expect(said.filter((line) => line.includes('disk is full'))).toHaveLength(5);
});

it('that is stopped while it starts removes its folder too, and says that it was cancelled', async () => {
  const answer = await demo(terminal(() => Promise.resolve()));
  expect(answer).toMatchObject({ exit: 1, json: { ok: false, failure: { code: 'cancelled' } } });
  expect(readdirSync(temporary)).toEqual([]);
});

it('that is stopped in the middle of a round ends it, and leaves nothing', async () => {
  let stop = (): void => {};
  const stopped = new Promise<void>((resolve) => (stop = resolve));
  const openRunning: DemoParts['openRunning'] = (folder, vault) => {
    const opened = demoProgramAt(nowMs)(folder, vault);
    if (!opened.ok) return opened;
    const { program } = opened.value;
    const sync: typeof program.accounts.sync = (asked) => {
      const outcomes = program.accounts.sync(asked);
      stop();
      return outcomes;
    };
    return success({ ...opened.value, program: { ...program, accounts: { ...program.accounts, sync } } });
  };
  const answer = await demo(terminal(() => stopped, openRunning));
  expect(answer).toMatchObject({ exit: 1, json: { failure: { code: 'cancelled' } } });
  expect(readdirSync(temporary)).toEqual([]);
});
