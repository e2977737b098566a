import type { Host, Sources } from '../engine/host.ts';
import { accountQuestions } from './accounts/questions.ts';
import { roundQuestions, roundWishes } from './accounts/rounds.ts';
import { accountWishes } from './accounts/wishes.ts';
import { exportQuestions } from './exports.ts';
import { guardNoun } from './guard-noun.ts';
import { orderQuestions } from './orders/questions.ts';
import { overviewQuestions } from './overview.ts';
import { reminderQuestions } from './reminders/questions.ts';
import { reminderWishes } from './reminders/wishes.ts';
import { rentalQuestions } from './rentals/questions.ts';
import { resourceQuestions } from './resources/questions.ts';
import { rentalWishes } from './rentals/wishes.ts';
import { undoWishes, UndoSteps } from './undo/undo-steps.ts';
import { settingsQuestions, settingsWishes } from './settings.ts';
import { todayQuestions } from './today.ts';

/**
 * Returns what the user can ask, by noun. Each question is async, takes and returns data that can be cloned, and fails as a Result; what it
 * throws is a bug.
 */
export const questionsFrom = (sources: Sources) => ({
  accounts: guardNoun({ ...accountQuestions(sources), ...roundQuestions(sources) }),
  orders: guardNoun(orderQuestions(sources)),
  rentals: guardNoun(rentalQuestions(sources)),
  resources: guardNoun(resourceQuestions(sources)),
  reminders: guardNoun(reminderQuestions(sources)),
  settings: guardNoun(settingsQuestions(sources)),
  exports: guardNoun(exportQuestions(sources)),
  overview: guardNoun(overviewQuestions(sources)),
  today: guardNoun(todayQuestions(sources)),
});

/** Returns what the user can ask and wish, by noun. A wish changes the store, and what follows from that happens by itself. */
export const programOver = (host: Host) => {
  const questions = questionsFrom(host);
  const undo = new UndoSteps();
  return {
    ...questions,
    accounts: { ...questions.accounts, ...guardNoun({ ...accountWishes(host, undo), ...roundWishes(host) }) },
    rentals: { ...questions.rentals, ...guardNoun(rentalWishes(host, undo)) },
    reminders: { ...questions.reminders, ...guardNoun(reminderWishes(host, undo)) },
    settings: { ...questions.settings, ...guardNoun(settingsWishes(host, undo)) },
    undo: guardNoun(undoWishes(undo)),
  };
};

/** What the user can ask. */
export type Questions = ReturnType<typeof questionsFrom>;

/** What the user can ask and wish: the only way in for every face. */
export type Program = ReturnType<typeof programOver>;
