import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { m } from '../../electron/core/messages/generated/messages.js';
import { everyRental } from '../../electron/contract/views.ts';
import type { RentalView } from '../../electron/core/model/rental.ts';
import { instantOf } from '../../electron/core/model/instant.ts';
import { startDemoServers, type DemoServers } from '../../electron/demo/servers.ts';
import { addMonths, beijingText, dayMs, hourMs, minuteMs } from '../../electron/demo/world/calendar.ts';
import type { QiniuOrder } from '../../electron/demo/world/qiniu-order.ts';
import { woloverRow, type WoloverStory } from '../../electron/demo/world/wolover-order.ts';
import { woloverMachines } from '../../electron/demo/world/wolover-products.ts';
import { clockFrom, systemClock } from '../../electron/edges/system/clock.ts';
import { emptyWorld } from '../fakes/empty-world.ts';
import { freshDataDir, launchApp, type RunningApp } from './harness/app.ts';
import { startDesktop, type Desktop } from './harness/desktop.ts';
import { runCommand } from './harness/terminal.ts';
import { RentalsPage } from './pages/rentals.ts';
import { addQiniu, answerOf, syncAfresh } from './pages/requests.ts';
import { AppWindow } from './pages/window.ts';
import { orderFor, titleOf, type Machine } from './worlds/qiniu.ts';

const start = '2026-11-23T06:00:00Z';
const second = 1_000;
const until = { timeout: 60_000, interval: 1_000 };

/** A minute at four machines and an order: two run on, one is destroyed, one ends, one payment lapses, and the window is open all the time. */
describe('the window over a minute in which much happens', () => {
  const dataDir = freshDataDir();
  const clock = clockFrom(start) ?? systemClock;
  let beganAt = clock.now();
  let desktop: Desktop;
  let servers: DemoServers;
  let app: RunningApp;
  let window: AppWindow;

  const wolover = (): readonly WoloverStory[] => {
    const frozen = beganAt - 30 * minuteMs + 30 * second;
    const bought = { months: 1, reason: null, paidAt: null, lowBits: 7 };
    const createdAt = addMonths(frozen, -1);
    return [
      { ...bought, createdAt: beganAt - 30 * minuteMs + 35 * second, product: woloverMachines.labelling07 },
      { ...bought, createdAt, endsAt: frozen, paidAt: createdAt, product: woloverMachines.rendering03 },
    ];
  };
  const machines = (): readonly Machine[] => [
    { name: 'i-runs', endsAt: beganAt + 20 * dayMs },
    { name: 'i-over', startsAt: beganAt - hourMs, endsAt: beganAt + 40 * second },
    { name: 'i-goes-on', startsAt: beganAt - hourMs, endsAt: beganAt + 2 * hourMs },
  ];
  /** What renews i-goes-on, as soon as it was paid. */
  const renewals = (at: Date): readonly QiniuOrder[] => {
    if (at.getTime() < beganAt + 20 * second) return [];
    const bought = orderFor({ name: 'i-goes-on', startsAt: beganAt, endsAt: beganAt + 9 * dayMs }, at);
    const later = { order_type: 'renew', life_start_time: beijingText(beganAt + 2 * hourMs) };
    return [{ ...bought, order: 'a1'.repeat(16), items: bought.items.map((item) => ({ ...item, ...later })) }];
  };

  const region = (name: string) => window.page.getByRole('region', { name });
  const textOf = async (name: string): Promise<string> => (await region(name).allTextContents()).join('\n');
  const listed = async (): Promise<readonly RentalView[]> =>
    (await answerOf(window.page, 'rental.list', { ...everyRental, offset: 0, limit: 50 })).rows;

  beforeAll(async () => {
    desktop = await startDesktop();
    servers = await startDemoServers({
      now: () => new Date(clock.now()),
      world: {
        ...emptyWorld,
        wolover: (at) => wolover().map((story) => woloverRow(story, at.getTime())),
        qiniu: (at) => [...renewals(at), ...machines().map((machine) => orderFor(machine, at))],
      },
    });
    app = await launchApp({ dataDir, env: { LEASEBELL_NOW: start, TZ: 'Asia/Shanghai' } });
    window = new AppWindow(await app.page());
    await window.welcome.waitFor();
    beganAt = clock.now();
    const { baseUrl, secrets } = servers.wolover;
    const lab = { provider: 'wolover', label: 'Lab', baseUrl, settings: { durationUnit: 'month' } };
    await answerOf(window.page, 'account.add', { ...lab, secrets: { ...secrets }, allowHttp: false });
    await addQiniu(window.page, servers, 'Team');
    await syncAfresh(window.page);
  });

  afterAll(async () => {
    await app.close();
    await servers.stop();
    desktop.close();
  });

  it('begins with four that are due within hours', async () => {
    await window.visit('today');
    await expect.poll(() => region('Now').getByRole('listitem').count(), until).toBe(4);
    const now = await textOf('Now');
    for (const name of ['渲染机-03', '标注机-07', titleOf('i-over'), titleOf('i-goes-on')]) expect(now).toContain(name);
  });

  it('moves what its user corrects to where it belongs', async () => {
    const row = (await listed()).find(({ title }) => title === titleOf('i-runs'));
    if (row === undefined) throw new Error('i-runs is not listed');
    const correctedEndAt = instantOf(beganAt + 50 * minuteMs);
    await answerOf(window.page, 'rental.change', { id: row.id, change: { correctedEndAt } });
    await region('Now').getByText(titleOf('i-runs')).waitFor();
  });

  it('ends with what became of each, and says nothing else anywhere', async () => {
    const afterwards = async (): Promise<string> => {
      await syncAfresh(window.page);
      return `${await textOf('What happened')} | ${await textOf('Renewed or delivered lately')}`;
    };
    await expect.poll(afterwards, until).toMatch(/标注机-07: never paid, the order is void/);
    await expect.poll(afterwards, until).toMatch(/渲染机-03 was released/);
    await expect.poll(afterwards, until).toMatch(new RegExp(`${titleOf('i-over')} (has ended|ended .* ago)`));
    await expect.poll(afterwards, until).toMatch(new RegExp(`${titleOf('i-goes-on')} is renewed until`));
    const due = await region('Now').getByRole('heading', { level: 3 }).allTextContents();
    expect(due).toEqual([titleOf('i-runs')]);
    const said = (await window.page.getByRole('main').textContent()) ?? '';
    expect(said).not.toMatch(/left to pay|frozen|destroyed|at most/i);
    expect(said).toContain('1 needs you today');
  });

  it('shows the same in the list and its details', async () => {
    await window.visit('rentals');
    const rentals = new RentalsPage(window);
    expect(await rentals.rows(titleOf('i-goes-on')).textContent()).toMatch(/8 days/);
    // What is over is in the list when it is asked for.
    await rentals.search.fill('渲染机-03');
    await window.button(m.rental_ended_show({}, window)).click();
    const pane = await rentals.open('渲染机-03');
    expect(await pane.textContent()).toMatch(/Released/);
    await rentals.close();
    await rentals.search.fill('');
  });

  it('and in the terminal', async () => {
    const { out, exit } = await runCommand(['rentals', '--json', '--data-dir', dataDir], {
      env: { LEASEBELL_NOW: new Date(clock.now()).toISOString(), TZ: 'Asia/Shanghai' },
    });
    expect(exit).toBe(0);
    const told = JSON.parse(out) as readonly RentalView[];
    const saying = ({ title, state, nextDeadline }: RentalView) => ({ title, state, nextDeadline });
    expect(told.map(saying)).toEqual((await listed()).map(saying));
    expect(app.complaints).toEqual([]);
  });
});
