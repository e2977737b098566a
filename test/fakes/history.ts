import { expect, onTestFinished } from 'vitest';
import { type Account, type AccountRule, noAccountRule } from '../../electron/core/model/account.ts';
import { failed, success, type Failure } from '../../electron/core/model/failure.ts';
import { day, hour, instantOf, minute, second } from '../../electron/core/model/instant.ts';
import type { Settings } from '../../electron/core/model/settings.ts';
import type { Engine } from '../../electron/engine/engine.ts';
import type { ReminderTexts } from '../../electron/core/reminders/texts.ts';
import type { BalanceReading, ReadOrder, ResourcesReading, RoundReading } from '../../electron/core/ports/provider.ts';
import { logNews } from '../../electron/engine/bell/news.ts';
import { Ringer } from '../../electron/engine/bell/ringer.ts';
import type { Ring } from '../../electron/core/reminders/ring.ts';
import { accountById, insertAccount, noteRoundDone, noteRoundFailed } from '../../electron/edges/store/accounts.ts';
import type { StoredOrder } from '../../electron/core/model/order.ts';
import type { OpenStore } from '../../electron/edges/store/open.ts';
import { refreshStates } from '../../electron/engine/polling/refresh-states.ts';
import { writeSettings } from '../../electron/edges/store/settings.ts';
import { putAccountRule } from '../../electron/edges/store/rental-wishes.ts';
import { applyReading } from './apply-reading.ts';
import { noteLists } from '../../electron/engine/polling/note-lists.ts';
import { anAccount } from './accounts.ts';
import { throwNoted, titlesTogether } from './bell.ts';
import { anEngine } from './engine.ts';
import { ms } from './instants.ts';
import { aReading } from './orders.ts';
import { aStore } from './store.ts';
import { aUser, type User } from './user.ts';

/** Where the user of a history lives. */
const home = 'Asia/Shanghai';

/**
 * What the provider shows from an instant on: these orders, as the account's settings have them read, what is rented now, this failure, or
 * the credit then.
 */
type Shown =
  | readonly StoredOrder[]
  | ((account: Account) => readonly ReadOrder[])
  | ResourcesReading
  | Failure
  | { readonly creditAt: (nowMs: number) => BalanceReading | null };

/** What happened, and when. Rounds come every `every` milliseconds while the machine is awake, and shortly after it woke. */
export interface History {
  readonly from: string;
  readonly to: string;
  readonly provider: Readonly<Record<string, Shown>>;
  /** An hour, unless the history says otherwise. */
  readonly every?: number;
  /** Looks at the clock come at least this often in milliseconds; always at the instants that the plan asked for. */
  readonly look?: number;
  /** The account is new at `from`: its first round is this history's first. */
  readonly newAccount?: boolean;
  readonly settings?: Partial<Settings>;
  readonly rule?: Partial<AccountRule>;
  /** The account is another provider's, or has settings. */
  readonly account?: Pick<Account, 'provider' | 'settings'>;
  readonly acts?: Readonly<Record<string, (user: User) => void>>;
  /** From and to of the stretches in which the machine sleeps or is off. */
  readonly asleep?: readonly (readonly [string, string])[];
  /** The program is started anew when the machine comes back: it was switched off. */
  readonly restarts?: boolean;
  /** From and to of the stretches in which no channel takes a notification. */
  readonly mute?: readonly (readonly [string, string])[];
  /** From an instant on the computer's clock is wrong by so many milliseconds. */
  readonly clock?: Readonly<Record<string, number>>;
}

/** One promise: something rings between two instants by the true clock, both included. */
export interface Promised {
  readonly what: string;
  readonly from: string;
  readonly to: string;
}

/** Rings from an instant on within a second; or until another one. */
export const rings = (what: string, from: string, to: string = instantOf(ms(from) + second)): Promised => ({
  what,
  from,
  to,
});

/** Rings within two seconds of waking. */
export const onWaking = (what: string, from: string): Promised => rings(what, from, instantOf(ms(from) + 2 * second));

interface Rung {
  readonly atMs: number;
  readonly heading: string;
}

const spoken = (lengthMs: number): string => {
  const units = [
    [day, 'd'],
    [hour, 'h'],
    [minute, 'm'],
  ] as const;
  const fitting = units.find(([unitMs]) => lengthMs > 0 && lengthMs % unitMs === 0);
  return fitting === undefined ? String(lengthMs / second) : `${String(lengthMs / fitting[0])}${fitting[1]}`;
};

/** `训练机-02 ends 7d`, `训练机-02 frozen`, `训练机-02 cannot confirm`. */
const texts: ReminderTexts = {
  forPoint: ({ rental, deadline, pointMs }) => ({
    heading: `${rental.title} ${deadline.kind} ${spoken(pointMs)}`,
    body: deadline.at,
  }),
  forChange: ({ rental, kind, deadlineAt }) => ({ heading: `${rental.title} ${kind}`, body: deadlineAt ?? '' }),
  forUnconfirmed: (rental, deadline) => ({ heading: `${rental.title} cannot confirm`, body: deadline.at }),
  asTest: ({ heading, body }) => ({ heading: `Test: ${heading}`, body }),
};

const readingOf = (shown: Exclude<Shown, Failure>, account: Account, nowMs: number): Partial<RoundReading> => {
  if (typeof shown === 'function') return { orders: shown(account) };
  if ('lists' in shown) return { resources: shown };
  return 'creditAt' in shown
    ? { resources: { resources: [], lists: [], balance: shown.creditAt(nowMs) } }
    : { orders: shown };
};

const within = (spans: readonly (readonly [string, string])[] | undefined, nowMs: number): string | null =>
  spans?.find(([from, to]) => nowMs >= ms(from) && nowMs < ms(to))?.[1] ?? null;

const latest = <Value>(table: Readonly<Record<string, Value>>, nowMs: number): Value | null => {
  const times = Object.keys(table).filter((time) => ms(time) <= nowMs);
  return times.length === 0 ? null : (table[times.sort((one, other) => ms(one) - ms(other)).at(-1) ?? ''] ?? null);
};

/** The machine of a history: a real store, the real ringer, and a clock that only the history moves. */
class Machine {
  readonly rung: Rung[] = [];
  readonly #history: History;
  readonly #store: OpenStore = aStore();
  readonly #account: Account;
  readonly #engine: Engine;
  #ringer: Ringer;
  #nowMs: number;

  constructor(history: History) {
    this.#history = history;
    this.#account = anAccount({ lastSyncedAt: null, ...history.account });
    this.#nowMs = ms(history.from);
    const { database } = this.#store;
    // Hours of rounds pass in a moment; what a power cut would do to them is another test's business.
    database.execute('PRAGMA synchronous = OFF');
    insertAccount(database, { ...this.#account, intervalMs: history.every ?? hour });
    if (history.newAccount !== true) noteRoundDone(database, this.#account.id, instantOf(this.#nowMs - minute));
    writeSettings(database, history.settings ?? {});
    putAccountRule(database, this.#account.id, { ...noAccountRule, ...history.rule });
    this.#engine = anEngine(this.#store, () => this.clock(), { timeZone: () => home });
    this.#ringer = this.#start();
  }

  /** What the computer takes for the time. */
  clock(): number {
    return this.#nowMs + (latest(this.#history.clock ?? {}, this.#nowMs) ?? 0);
  }

  #start(): Ringer {
    return new Ringer({
      database: this.#store.database,
      notifier: { show: (ring) => Promise.resolve(this.#show(ring)) },
      texts,
      summaryOf: titlesTogether,
      now: () => this.clock(),
      noted: throwNoted,
      // Whether a channel works is the test's choice, and what came of it stands in the log.
      notTaken: () => undefined,
    });
  }

  #show(ring: Ring) {
    if (within(this.#history.mute, this.#nowMs) !== null) return failed('not-found');
    this.rung.push({ atMs: this.#nowMs, heading: ring.heading });
    return success('native' as const);
  }

  /** Looks at the clock, as the engine does; answers when the plan wants to look again. */
  async look(): Promise<number> {
    refreshStates(this.#store.database, this.clock());
    const { nextLookAtMs } = this.#ringer.claimDue();
    await this.#ringer.deliver();
    return nextLookAtMs === null ? Number.POSITIVE_INFINITY : this.#nowMs + Math.max(1, nextLookAtMs - this.clock());
  }

  /** One round: what the provider shows now is applied, or its failure noted. */
  round(): void {
    const { database } = this.#store;
    const account = accountById(database, this.#account.id);
    const shown = latest(this.#history.provider, this.#nowMs);
    if (account === null || shown === null) throw new Error('a history begins with what the provider shows');
    const nowMs = this.clock();
    const time = instantOf(nowMs);
    database.transaction(() => {
      if ('code' in shown) return noteRoundFailed(database, account.id, time, shown);
      const reading = { ...aReading([]), ...readingOf(shown, account, nowMs) };
      const applied = applyReading(database, account, reading, time);
      logNews(account, applied, { database, texts, nowMs });
      noteLists(database, account, reading, { startedAt: time, at: time });
      noteRoundDone(database, account.id, time);
    });
  }

  act(): void {
    const act = this.#history.acts?.[instantOf(this.#nowMs).replace('.000Z', 'Z')];
    act?.(aUser(this.#engine, this.#account));
  }

  /** From one instant to the next that matters. */
  async live(): Promise<void> {
    const { to, every = hour, look = every, acts = {}, asleep, restarts = false, clock = {} } = this.#history;
    const fixed = [...Object.keys(acts), ...Object.keys(clock)].map(ms);
    let nextRoundMs = this.#nowMs;
    while (this.#nowMs <= ms(to)) {
      this.act();
      const askedMs = await this.look();
      let nextMs = Math.min(askedMs, this.#nowMs + look);
      if (this.#nowMs >= nextRoundMs) {
        this.round();
        nextMs = Math.min(await this.look(), this.#nowMs + look);
        nextRoundMs = this.#nowMs + every;
      }
      nextMs = Math.min(nextMs, nextRoundMs, ...fixed.filter((each) => each > this.#nowMs));
      const wakesAt = within(asleep, nextMs);
      if (wakesAt !== null) {
        nextMs = ms(wakesAt);
        // Reminders come first, then the rounds.
        nextRoundMs = nextMs + 5 * second;
        if (restarts) this.#ringer = this.#start();
      }
      this.#nowMs = nextMs;
    }
  }
}

/** Plays a history and holds it against its promises: each is kept by exactly one ring, and nothing else rings. */
export const expectHistory = async (history: History, promises: readonly Promised[]): Promise<void> => {
  const zone = process.env.TZ;
  onTestFinished(() => {
    process.env.TZ = zone;
  });
  const machine = new Machine(history);
  await machine.live();
  const left = [...machine.rung];
  const missed = promises.filter(({ what, from, to }) => {
    const kept = left.findIndex(({ atMs, heading }) => heading.endsWith(what) && atMs >= ms(from) && atMs <= ms(to));
    if (kept >= 0) left.splice(kept, 1);
    return kept < 0;
  });
  const extras = left.map(({ atMs, heading }) => `${instantOf(atMs)} ${heading}`);
  expect({ missed, extras }).toEqual({ missed: [], extras: [] });
};
