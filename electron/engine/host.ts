import type { Account } from '../core/model/account.ts';
import type { AccountId } from '../core/model/ids.ts';
import type { EventName } from '../core/model/events.ts';
import type { Settings } from '../core/model/settings.ts';
import type { RoundOutcome, RoundProgress, RoundWarning } from '../core/model/sync.ts';
import type { ReminderTexts } from '../core/reminders/texts.ts';
import type { Database } from '../edges/store/database.ts';
import type { OneRound, RegistrationParts, RequestParts } from './polling/ports.ts';

/** What is known of the rounds of accounts beside the store; a program that polls nothing knows nothing, see `noRounds`. */
export interface Rounds {
  isRunning(id: AccountId): boolean;
  /** How far the round under way has come; null without one. */
  progressOf(id: AccountId): RoundProgress | null;
  warningsOf(id: AccountId): readonly RoundWarning[];
  /** When the next round begins, in epoch milliseconds; null when none is planned. */
  nextRoundAtMs(account: Account): number | null;
}

/** The rounds of a program that only reads. */
export const noRounds: Rounds = {
  isRunning: () => false,
  progressOf: () => null,
  warningsOf: () => [],
  nextRoundAtMs: () => null,
};

/** What questions are answered from: a store, for which being open for reading is enough, and what a test request needs. */
export interface Sources extends RequestParts {
  readonly database: Database;
  /** The zone of the computer's clock. */
  readonly timeZone: () => string;
  readonly texts: ReminderTexts;
  readonly rounds: Rounds;
  /** Brings the stored states of rentals up to the clock, where the store may be written. */
  readonly refreshStates: () => void;
}

/** What wishes are carried out with: the sources, what adding an account needs, and what follows from a change. */
export interface Host extends Sources, RegistrationParts {
  /** The user's own tables changed: says what to look at again, renews their copy soon, and looks at the clock where rentals are among it. */
  readonly wished: (changed: readonly EventName[]) => void;
  /** Settings changed, which others than the store and the bell go by. */
  readonly settingsChanged: (settings: Settings) => void;
  readonly sync: (account: Account, settings?: OneRound) => Promise<RoundOutcome>;
  /** Begins a round with the settings that hold from now on, after the one under way; none where nothing runs by itself, as in a single command. */
  readonly syncAnew: (account: Account) => void;
  /** What is said of an account that is not asked since it is paused. */
  readonly skipped: (account: Account) => RoundOutcome;
  /** Rings what is due, and waits until it was shown. */
  readonly ringDue: () => Promise<void>;
}

/** What runs as long as the engine runs. */
export interface Companion {
  start(): void;
  end(): Promise<void>;
}
