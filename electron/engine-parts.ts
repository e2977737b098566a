import type { RequestParts } from './accounts/registration.ts';
import type { EventName } from './contract/channels.ts';
import type { AccountId } from './contract/ids.ts';
import type { ReminderTexts } from './reminders/ledger.ts';
import type { Notifier, RingerParts } from './reminders/ringer.ts';
import type { OpenStore } from './store/open.ts';
import type { AwakeClock } from './system/clock.ts';

/** What the engine stands on. Each part is a real one in the app and the terminal program; tests replace time and the notifier. */
export interface EngineParts extends RequestParts {
  readonly store: OpenStore;
  readonly notifier: Notifier;
  readonly texts: ReminderTexts;
  readonly summaryOf: RingerParts['summaryOf'];
  readonly random: () => number;
  readonly newAccountId: () => AccountId;
  readonly online: () => boolean;
  /** News for the window: look again. */
  readonly news: (event: EventName) => void;
  readonly log: { error(facts: object, message: string): void; info(facts: object, message: string): void };
  readonly awake: AwakeClock;
}
