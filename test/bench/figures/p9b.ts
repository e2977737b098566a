import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { hour } from '../../../electron/core/model/instant.ts';
import { startDesktop } from '../../e2e/harness/desktop.ts';
import { answerOf } from '../../e2e/pages/requests.ts';
import { driveApp, type DrivenApp } from '../desktop/driven-app.ts';
import { watchMain } from '../desktop/main-thread.ts';
import type { Bench } from '../harness/bench.ts';
import type { Bar, Figure, Measurement } from '../harness/figure.ts';
import type { Slices } from '../life/slices.ts';
import { serveWorld, type WorldServer } from '../world/world-server.ts';

const orders = 100_000;
const [settleMs, idleMs] = [6_000, 10_000];

interface Phases {
  readonly idle: Slices;
  readonly firstSync: Slices;
  readonly changedRounds: Slices;
}

/** Adds the account of a world, so that it is asked by itself no more than once. Returns its id. */
const addAccount = async (page: Page, { url }: WorldServer) => {
  const settings = { durationUnit: 'month' };
  const secrets = { apiKey: 'bench-key-0123456789' };
  const entered = { provider: 'wolover', label: 'bench', baseUrl: url, allowHttp: true };
  await answerOf(page, 'account.add', { ...entered, settings, secrets });
  const [account] = await answerOf(page, 'account.list', null);
  if (account === undefined) throw new Error('the account was not added');
  await answerOf(page, 'account.setPolling', { id: account.id, intervalMs: 24 * hour, requestsPerHour: 100_000 });
  return account.id;
};

/** One round of an account, to its end: a long first sync goes on in the next. */
const readAll = async (page: Page, id: Awaited<ReturnType<typeof addAccount>>): Promise<void> => {
  for (;;) {
    const outcomes = await answerOf(page, 'account.sync', { id });
    for (const { ok, failure } of outcomes) if (!ok) throw new Error(`the round failed: ${JSON.stringify(failure)}`);
    if (outcomes.every(({ warnings }) => warnings.every(({ code }) => code !== 'round.unfinished'))) return;
  }
};

const livePhases = async ({ electron, page }: DrivenApp, world: WorldServer, times: number): Promise<Phases> => {
  const during = async (work: () => Promise<unknown>): Promise<Slices> => {
    const slicesSince = await watchMain(electron);
    await work();
    return slicesSince();
  };
  await wait(settleMs);
  const idle = await during(() => wait(idleMs));
  let read = (): Promise<void> => Promise.resolve();
  const firstSync = await during(async () => {
    const id = await addAccount(page, world);
    read = () => readAll(page, id);
    await read();
  });
  // The first that finds nothing new.
  await read();
  const changedRounds = await during(async () => {
    for (let time = 0; time < times; time += 1) {
      await world.control.changeOne();
      await read();
    }
  });
  return { idle, firstSync, changedRounds };
};

/** One life of the app over a world of its own, with its window open and its icon in the tray. */
const live = async (bench: Bench): Promise<Phases> => {
  const [desktop, world] = [await startDesktop(), await serveWorld('orders', orders)];
  try {
    const app = await driveApp(bench.newPath('life'));
    try {
      await desktop.tray.waitForItem();
      return await livePhases(app, world, bench.times);
    } finally {
      await app.end();
    }
  } finally {
    await world.stop();
    desktop.close();
  }
};

const linesOf = (when: string, slices: Slices, idle: Slices): readonly Measurement[] => {
  const line = (what: string, of: (each: Slices) => number | null, bar: Bar): Measurement => {
    const numbers = (each: Slices): readonly number[] => [of(each)].filter((value) => value !== null);
    return { what: `${when}: ${what}`, unit: 'ms', ours: numbers(slices), floor: numbers(idle), bar };
  };
  const note = `${String(slices.looks)} slices, ${String(idle.looks)} of the idle app`;
  return [
    { ...line('longest slice, CPU', ({ maxCpuMs }) => maxCpuMs, { of: 'value', most: 100 }), note },
    line('p99.9 of slices, CPU', ({ p999CpuMs }) => p999CpuMs, { of: 'value', most: 50 }),
    line('longest slice, wall', ({ maxWallMs }) => maxWallMs, null),
    line('p99.9 of slices, wall', ({ p999WallMs }) => p999WallMs, null),
  ];
};

/** How long the main process of the desktop app is busy at a stretch, while neither its window nor its tray get an answer. */
export const p9b: Figure = {
  id: 'P9b',
  title: 'longest slices of the main process of the app, 100,000 orders',
  measure: async (bench) => {
    const { idle, firstSync, changedRounds } = await live(bench);
    return [...linesOf('first sync', firstSync, idle), ...linesOf('rounds with a change', changedRounds, idle)];
  },
};
