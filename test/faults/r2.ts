import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { seededRandom, wholeBetween } from '../fakes/random.ts';
import { buildChild } from './build-child.ts';
import { inCopy, newFolder, putStore, wholeness } from './contents.ts';
import { runChild } from './kill.ts';
import { asked, report } from './report.ts';
import { hasClaims, putRentals, shownInLog } from './told.ts';

const kills = asked.full ? 1000 : 60;

/** The rings of a file: each line an instant and the ids that it named. The last line may be torn by the kill. */
const ringsIn = (path: string): readonly (readonly string[])[] =>
  !existsSync(path)
    ? []
    : readFileSync(path, 'utf8')
        .split('\n')
        .slice(0, -1)
        .map((line) => line.split(' ').slice(1));

const found = {
  kills: 0,
  ownEnds: 0,
  killsBeforeReady: 0,
  /** With something claimed that the log does not know as shown. */
  killsAfterClaim: 0,
  /** With something shown that the log does not know as shown. */
  killsInWindow: 0,
  reminders: 0,
  rings: 0,
  summaries: 0,
  reshownReminders: 0,
  reshownRings: 0,
  ringsInFlightAtKills: 0,
  mostRingsInFlight: 0,
};
const faults = { lost: 0, shownAgain: 0, tooOften: 0, unknown: 0, damaged: 0, failed: 0 };
const firstFaults: string[] = [];

/** One store from its first reminder to its last, with kills on the way. */
const live = async (child: string, random: () => number, readyMs: number): Promise<void> => {
  const folder = newFolder();
  const path = join(folder, 'store.sqlite');
  const shownPath = join(folder, 'shown');
  const rentals = wholeBetween(random, 20, 60);
  putStore(path, (database) =>
    putRentals(database, random, { count: rentals, spreadMs: wholeBetween(random, 500, 4000) }),
  );
  found.reminders += rentals;

  /** How often a kill came between the showing of a reminder and the commit that it was shown. */
  const inWindow = new Map<string, number>();
  let committed: ReadonlySet<string> = new Set();
  let seen = 0;
  for (let isOver = false; !isOver;) {
    const isLast = found.kills >= kills;
    const slow = [wholeBetween(random, 0, 150), wholeBetween(random, 1, 1_000_000)].map(String);
    const killAfterMs = isLast ? null : readyMs * 0.7 + random() * 400;
    const ended = await runChild([child, path, shownPath, ...slow], {}, killAfterMs);
    isOver = !ended.killed;
    if (isOver) found.ownEnds += 1;
    else found.kills += 1;
    if (ended.killed && isLast) throw new Error('the last start did not end by itself within a minute');
    if (!ended.killed && ended.exit !== 0) {
      faults.failed += 1;
      firstFaults.push(ended.err.slice(0, 400));
    }
    if (ended.killed && !ended.out.includes('ready')) found.killsBeforeReady += 1;
    const rings = ringsIn(shownPath);
    const again = rings
      .slice(seen)
      .flat()
      .filter((id) => committed.has(id));
    faults.shownAgain += again.length;
    const before = new Set(rings.slice(0, seen).flat());
    const ran = rings.slice(seen);
    found.reshownRings += ran.filter((ids) => ids.some((id) => before.has(id))).length;
    seen = rings.length;
    inCopy(path, (database) => {
      const said = wholeness(database);
      if (said !== 'ok') faults.damaged += 1;
      committed = shownInLog(database);
      if (ended.killed && hasClaims(database)) found.killsAfterClaim += 1;
    });
    const open = new Set(rings.flat().filter((id) => !committed.has(id)));
    if (!ended.killed) continue;
    const inFlight = ran.filter((ids) => ids.some((id) => open.has(id))).length;
    if (inFlight > 0) found.killsInWindow += 1;
    found.ringsInFlightAtKills += inFlight;
    found.mostRingsInFlight = Math.max(found.mostRingsInFlight, inFlight);
    for (const id of new Set(ran.flat())) if (open.has(id)) inWindow.set(id, (inWindow.get(id) ?? 0) + 1);
  }

  const shows = new Map<string, number>();
  const rings = ringsIn(shownPath);
  for (const id of rings.flat()) shows.set(id, (shows.get(id) ?? 0) + 1);
  found.rings += rings.length;
  found.summaries += rings.filter((ids) => ids.length > 1).length;
  const told = [...shows.keys()].filter((id) => committed.has(id)).length;
  faults.lost += rentals - told;
  faults.unknown += shows.size - told;
  for (const [id, times] of shows) {
    found.reshownReminders += times - 1;
    if (times - 1 > (inWindow.get(id) ?? 0)) faults.tooOften += 1;
  }
  rmSync(folder, { recursive: true, force: true });
};

/** How long the child takes until it begins to ring: the least of three, with nothing to tell. */
const measureReady = async (child: string): Promise<number> => {
  const folder = newFolder();
  const lasted: number[] = [];
  for (let time = 0; time < 3; time += 1) {
    const { exit, err, lastedMs } = await runChild(
      [child, join(folder, 'store.sqlite'), join(folder, 'shown')],
      {},
      null,
    );
    if (exit !== 0) throw new Error(err);
    lasted.push(lastedMs);
  }
  rmSync(folder, { recursive: true, force: true });
  return Math.min(...lasted);
};

it(`R2: SIGKILL around reminders, seed ${String(asked.seed)}`, async () => {
  const random = seededRandom(asked.seed);
  const child = await buildChild('ringer-child');
  const readyMs = await measureReady(child);
  while (found.kills < kills) await live(child, random, readyMs);
  report('R2', { ...found, readyMs: Math.round(readyMs), ...faults });
  expect({ ...faults, firstFaults: firstFaults.slice(0, 10) }).toEqual({
    ...{ lost: 0, shownAgain: 0, tooOften: 0, unknown: 0, damaged: 0, failed: 0 },
    firstFaults: [],
  });
});
