import type { Settings } from '../core/model/settings.ts';
import type { RequestParts } from './polling/ports.ts';
import type { EventName } from '../core/model/events.ts';
import type { AccountId } from '../core/model/ids.ts';
import type { ReminderTexts } from '../core/reminders/texts.ts';
import type { RingerParts } from './bell/ringer.ts';
import type { Notifier } from '../core/reminders/ring.ts';
import type { OpenStore } from '../edges/store/open.ts';
import type { AwakeClock } from '../edges/system/clock.ts';

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
  /** Settings changed: what goes by them outside of the engine follows. */
  readonly onSettings?: (settings: Settings) => void;
  readonly log: { error(facts: object, message: string): void; info(facts: object, message: string): void };
  readonly awake: AwakeClock;
  /** The zone of the computer's clock. */
  readonly timeZone: () => string;
}
