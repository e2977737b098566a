import { failed, success, type Result } from '../../electron/core/model/failure.ts';
import type { Channel } from '../../electron/core/model/reminder.ts';
import { channelFailure } from '../../electron/core/ports/channel.ts';
import type { ChannelFault } from '../../electron/core/model/failure-words.ts';
import type { ReminderText, ReminderTexts } from '../../electron/core/reminders/texts.ts';
import { Ringer } from '../../electron/engine/bell/ringer.ts';
import type { Notifier, Ring } from '../../electron/core/reminders/ring.ts';
import type { Database } from '../../electron/edges/store/database.ts';
import { ms } from './instants.ts';

/** Short texts that say what they are made from. */
export const plainTexts: ReminderTexts = {
  forPoint: (point) => ({
    heading: `${point.rental.title} ${point.deadline.kind} ${String(point.pointMs)}`,
    body: point.deadline.at,
  }),
  forChange: (ring) => ({ heading: `${ring.rental.title} ${ring.kind}`, body: ring.deadlineAt ?? '' }),
  forUnconfirmed: (rental, deadline) => ({ heading: `${rental.title} unconfirmed`, body: deadline.at }),
  asTest: ({ heading, body }) => ({ heading: `Test: ${heading}`, body }),
};

/** A summary that counts what it is about and names it. */
export const titlesTogether = (told: readonly ReminderText[]) => ({
  heading: `${String(told.length)} reminders`,
  body: told.map(({ heading }) => heading.split(' ')[0]).join(', '),
});

/** A notifier that keeps what it was given, and works, fails or dies as the test says. */
export class FakeNotifier implements Notifier {
  readonly rings: Ring[] = [];
  works = true;
  /** Why it fails, where a test looks at that. */
  fault: ChannelFault | null = null;
  /** Called while a notification is being shown. */
  whileShowing: () => void = () => {};

  show(ring: Ring): Promise<Result<Channel>> {
    this.rings.push(ring);
    this.whileShowing();
    if (this.works) return Promise.resolve(success<Channel>('native'));
    return Promise.resolve(this.fault === null ? failed('not-found') : channelFailure(this.fault));
  }
}

/** Nothing is thrown over a rental unless a test wants it: then the test fails. */
export const throwNoted = (_step: string, error: unknown): void => {
  throw error;
};

/** A bell over a real store, with a clock that the test sets. */
export const aBell = (database: Database, start: string, notifier = new FakeNotifier()) => {
  let nowMs = ms(start);
  const ringer = new Ringer({
    database,
    notifier,
    texts: plainTexts,
    summaryOf: titlesTogether,
    now: () => nowMs,
    noted: throwNoted,
    // Whether a channel works is the test's choice, and what came of it stands in the log.
    notTaken: () => undefined,
  });
  const look = async (): Promise<void> => {
    ringer.claimDue();
    await ringer.deliver();
  };
  return {
    ringer,
    notifier,
    look,
    now: () => nowMs,
    /** Sets the clock and looks at it. */
    lookAt: async (text: string): Promise<void> => {
      nowMs = ms(text);
      await look();
    },
  };
};
