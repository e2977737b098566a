import type { RentalDetail } from '../../contract/views.ts';
import { epochMsOf } from '../../core/model/instant.ts';
import { plainLine } from '../../core/model/plain-text.ts';
import type { RentalView } from '../../core/model/rental.ts';
import { dateTime } from '../../core/words/instants.ts';
import { stateText } from '../../core/words/rental-state.ts';
import { keyOf, t, textOf } from '../../core/words/words.ts';
import { rentalJson } from './json/rental.ts';
import { momentOf } from './list-table.ts';
import { done, type CommandResult } from './output.ts';
import type { Terminal } from './terminal.ts';

/** One of several rentals that a word may stand for, with the id that tells it from the others. */
export const candidateLine = (rental: RentalView, nowMs: number): string =>
  plainLine([rental.id, rental.title, rental.account, stateText(rental, nowMs)].join(' · '));

/** What a command says once something was said of a rental: what holds now, and when it rings next. */
export const rentalResult = ({ rental, wish }: RentalDetail, terminal: Terminal): CommandResult => {
  const { label, note, correctedEndAt, mutedUntil, snoozedUntil } = wish;
  const json = { rental: rentalJson(rental), wish: { label, note, correctedEndAt, mutedUntil, snoozedUntil } };
  const moment = momentOf(terminal);
  const time = (at: NonNullable<typeof snoozedUntil>): string => dateTime(at, moment.nowMs, moment);
  const { at, basis } = rental.end;
  const why = textOf(keyOf('basis_why', basis));
  const isQuiet = snoozedUntil !== null && epochMsOf(snoozedUntil) > moment.nowMs;
  const lines = [
    at === null ? why : t.cli_rental_ends({ time: time(at), why }),
    t.intention_is({ plan: textOf(keyOf('intention', rental.intention)) }),
    ...(rental.tags.length === 0
      ? []
      : [t.cli_rental_tags({ tags: rental.tags.map(plainLine).join(t.common_comma()) })]),
    ...(note === null ? [] : [t.cli_rental_note({ text: plainLine(note) })]),
    ...(isQuiet ? [t.cli_rental_later({ time: time(snoozedUntil) })] : []),
    rental.nextReminderAt === null ? t.intention_next_none() : t.intention_next({ time: time(rental.nextReminderAt) }),
  ];
  const head = plainLine(`${rental.title} · ${rental.account}`);
  return done(json, [head, ...lines.map((line) => `  ${line}`)].join('\n'));
};
