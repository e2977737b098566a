import { accessSync, constants, statSync } from 'node:fs';
import type { Failure } from '../../core/model/failure.ts';
import type { Cause, Health } from '../../core/model/health.ts';
import type { Instant } from '../../core/model/ids.ts';
import { epochMsOf, instantOf, minute } from '../../core/model/instant.ts';
import { offsetText } from '../../core/model/time-zone.ts';
import { readError } from '../../engine/health/cause.ts';
import { hasEnded, readHealth } from '../../engine/health/health-file.ts';
import { selfCheck } from '../../engine/vigil/self-check.ts';
import { notificationBytesOn, reminderTexts } from '../../core/words/reminder-facts.ts';
import { noRules, releasedFrom } from '../../core/reminders/hold.ts';
import { loggedWatermarks } from '../../engine/bell/watermarks.ts';
import { plan, upcoming } from '../../core/reminders/plan.ts';
import { storedRules } from '../../engine/bell/rules.ts';
import { listAccounts } from '../../edges/store/accounts.ts';
import { openInMemory } from '../../edges/store/memory-store.ts';
import type { Sources } from '../../engine/host.ts';
import { ringingRentals } from '../../edges/store/ringing-rentals.ts';
import { refusalOfWriting } from '../../edges/store/reach.ts';
import { roomAt, type Room } from '../../edges/store/room.ts';
import { unknownQuietZone } from '../../edges/store/settings.ts';
import { isWriterAtWork } from '../../edges/store/writer-lock.ts';
import { systemZone, type ZoneRefusal } from '../../edges/system/time-zone.ts';
import type { Clock } from '../../edges/system/clock.ts';
import type { LocaleSetting } from '../../core/words/instants.ts';
import type { RequestParts } from '../../engine/polling/ports.ts';

/** What `doctor` says about the bell itself. */
export interface HealthReport {
  readonly time: {
    /** The zone that times are shown in. */
    readonly zone: string;
    readonly offset: string;
    /** The clock of that zone now, as ISO writes it. */
    readonly local: string;
    /** What the runtime or `TZ` calls the zone, when that could not be used. */
    readonly refused: string | null;
    readonly why: ZoneRefusal | null;
    /** The zone that the quiet hours name and that is not known here. */
    readonly quietHoursRefused: string | null;
  };
  readonly folder: {
    readonly path: string;
    readonly exists: boolean;
    /** Rights as octal digits; null where there are none to read. */
    readonly mode: string | null;
    /** Whether it is this user's own; null where users have no numbers. */
    readonly own: boolean | null;
    readonly readable: boolean;
    readonly writable: boolean;
  };
  /** Whether a made-up reminder gets through, and what is in its way. */
  readonly bell: Cause & { readonly ok: boolean };
  /** What the running bell, or the last one, has written down. */
  readonly health: Health;
  readonly rounds: readonly {
    readonly label: string;
    readonly lastSyncedAt: Instant | null;
    readonly staleSince: Instant | null;
    readonly failure: Failure | null;
  }[];
  /** Whether a program holds the store for writing now, and so rings. */
  readonly isRunning: boolean;
  /** Since when a bell that holds the store has not looked at the clock; null while it does, and where none runs. */
  readonly standsStillSince: Instant | null;
  /** Whether the data folder takes what the bell has to write. */
  readonly room: Room;
  readonly nextRing: NextRing | null;
  /** The most urgent point that should have rung by now and is not in the log. */
  readonly overdue: NextRing | null;
  /** Why the next reminder is not known; null when it is known, or when none is planned. */
  readonly unplanned: Cause | null;
}

interface NextRing {
  readonly at: Instant;
  readonly title: string;
  readonly account: string;
}

/** What a report is made from. */
export interface ReportParts {
  readonly clock: Clock;
  readonly localeSetting: LocaleSetting;
  readonly dataDir: string;
  readonly storePath: string;
  readonly providers: RequestParts['providers'];
  readonly nonce: () => string;
}

/** Returns the state of the bell; `database` is the user's store, open for reading, or null without a readable one. */
export const healthReport = (parts: ReportParts, database: Sources['database'] | null): HealthReport => ({
  time: {
    ...timeReport(parts.clock.now()),
    quietHoursRefused: valueOr(() => (database === null ? null : unknownQuietZone(database)), null),
  },
  folder: folderReport(parts.dataDir),
  bell: bellReport(parts, database),
  ...bellAtWork(parts),
  rounds: valueOr(() => (database === null ? [] : roundsOf(database)), []),
  ...ringsReport(database, parts.clock.now()),
});

/** A look comes at least every 30 seconds and is written down once a minute. */
const standingAfterMs = 2 * minute;
/** What is due is told within a look. */
const overdueAfterMs = minute;

const bellAtWork = ({
  dataDir,
  storePath,
  clock,
  nonce,
}: ReportParts): Pick<HealthReport, 'health' | 'room' | 'isRunning' | 'standsStillSince'> => {
  const health = readHealth(storePath, clock.now());
  const room = roomAt(dataDir, `.probe-${nonce()}`);
  const failure = room.failure ?? valueOr(() => refusalOfWriting(storePath), null);
  const { lastLookAt } = health;
  const isOld = lastLookAt !== null && clock.now() - epochMsOf(lastLookAt) > standingAfterMs;
  // A bell that cannot write down that it looked may look all the same.
  const isRunning = isWriterAtWork(storePath);
  const stands = isOld && failure === null && !hasEnded(storePath) && isRunning;
  return { health, room: { ...room, failure }, isRunning, standsStillSince: stands ? lastLookAt : null };
};

const ringsReport = (
  database: Sources['database'] | null,
  nowMs: number,
): Pick<HealthReport, 'nextRing' | 'overdue' | 'unplanned'> => {
  if (database === null) return { nextRing: null, overdue: null, unplanned: null };
  try {
    return { ...ringsOf(database, nowMs), unplanned: null };
  } catch (error) {
    return { nextRing: null, overdue: null, unplanned: readError(error).cause };
  }
};

/**
 * Returns the value of some work, or the other one where the work throws: a damaged part is reported by the check of the bell or of the
 * store.
 */
const valueOr = <Value>(work: () => Value, otherwise: Value): Value => {
  try {
    return work();
  } catch {
    return otherwise;
  }
};

const timeReport = (nowMs: number): Omit<HealthReport['time'], 'quietHoursRefused'> => {
  const { timeZone, offsetMinutes, refused, why } = systemZone();
  const offset = offsetText(offsetMinutes);
  const local = new Date(nowMs + offsetMinutes * minute).toISOString().slice(0, 19);
  return { zone: timeZone, offset, local: `${local}${offset}`, refused, why };
};

const folderReport = (path: string): HealthReport['folder'] => {
  const found = valueOr(() => statSync(path), null);
  const may = (rights: number): boolean =>
    valueOr(() => {
      accessSync(path, rights);
      return true;
    }, false);
  const isUnix = process.platform !== 'win32';
  return {
    path,
    exists: found !== null,
    mode: found === null || !isUnix ? null : `0${(found.mode & 0o777).toString(8).padStart(3, '0')}`,
    own: found === null || process.getuid === undefined ? null : found.uid === process.getuid(),
    readable: may(constants.R_OK | constants.X_OK),
    writable: may(constants.W_OK | constants.X_OK),
  };
};

/** In a log of its own: the user's may be held by the bell that runs. */
const bellReport = (parts: ReportParts, database: Sources['database'] | null): HealthReport['bell'] => {
  const memory = openInMemory();
  try {
    const nowMs = parts.clock.now();
    const rules = () => (database === null ? noRules : storedRules(database));
    const texts = reminderTexts(() => parts.localeSetting, notificationBytesOn(process.platform));
    const [provider] = parts.providers;
    selfCheck({ database: memory, texts, rules, provider: provider?.description.id ?? '' }, nowMs);
    if (database !== null) ringsOf(database, nowMs);
    return { ok: true, code: null, reason: null, detail: null };
  } catch (error) {
    return { ok: false, ...readError(error).cause };
  } finally {
    memory.close();
  }
};

const roundsOf = (database: Sources['database']): HealthReport['rounds'] =>
  listAccounts(database).map(({ label, lastSyncedAt, staleSince, failure }) => ({
    label,
    lastSyncedAt,
    staleSince,
    failure,
  }));

const ringsOf = (database: Sources['database'], nowMs: number): Pick<HealthReport, 'nextRing' | 'overdue'> => {
  const rentals = ringingRentals(database, nowMs);
  const watermarks = loggedWatermarks(database, nowMs);
  const rules = storedRules(database);
  const { due } = plan(rentals, watermarks, nowMs, rules);
  const ahead = upcoming(rentals, watermarks, nowMs, Number.POSITIVE_INFINITY, rules);
  const labels = new Map(listAccounts(database).map(({ id, label }) => [id, label]));
  const told = [...due, ...ahead].filter(
    ({ suppressed, rental }) => suppressed === null && labels.has(rental.accountId),
  );
  const rings = told.map(({ rental, deadline, fireAt, ringsAt }) => {
    const heldUntilMs = releasedFrom(rental, deadline, rules, epochMsOf(fireAt))?.untilMs ?? epochMsOf(fireAt);
    const isOverdue = nowMs - heldUntilMs > overdueAfterMs && epochMsOf(ringsAt) <= nowMs;
    const at = isOverdue ? instantOf(heldUntilMs) : ringsAt;
    return { isOverdue, ring: { at, title: rental.title, account: labels.get(rental.accountId) ?? '' } };
  });
  return {
    nextRing: rings.find(({ isOverdue }) => !isOverdue)?.ring ?? null,
    overdue: rings.find(({ isOverdue }) => isOverdue)?.ring ?? null,
  };
};
