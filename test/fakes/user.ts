import { changeSettings } from '../../electron/program/accounts/settings.ts';
import { type Account, type AccountRule, noAccountRule } from '../../electron/core/model/account.ts';
import type { Result } from '../../electron/core/model/failure.ts';
import { providerOrderIdOf, type RentalId } from '../../electron/core/model/ids.ts';
import { instantOf } from '../../electron/core/model/instant.ts';
import type { Intention, Rental, RentalChange, SnoozeChoice } from '../../electron/core/model/rental.ts';
import type { Settings } from '../../electron/core/model/settings.ts';
import type { Engine } from '../../electron/engine/engine.ts';
import {
  changeRental,
  decide,
  joinRentals,
  setAccountRule,
  snooze,
  splitOrder,
} from '../../electron/program/rentals/intents.ts';
import { settingsWishes } from '../../electron/program/settings.ts';
import { undoably, undoablyForAccount } from '../../electron/program/undo/take-back.ts';
import { UndoSteps } from '../../electron/program/undo/undo-steps.ts';
import { accountById } from '../../electron/edges/store/accounts.ts';
import { listRentals } from './listed-rentals.ts';

/** What a user can do in a history, through the real intents. Rentals are named by title; without a name the only one is meant. */
export interface User {
  decides(intention: Intention, title?: string): void;
  /** About the end. */
  later(choice: SnoozeChoice, title?: string): void;
  changes(change: RentalChange, title?: string): void;
  joins(title: string, into: string): void;
  /** Takes an order out of a rental that it was joined to. */
  splits(title: string, order: string): void;
  setsAccount(rule: Partial<AccountRule>): void;
  /** Changes settings that the account's provider declares. */
  names(settings: Readonly<Record<string, string>>): void;
  sets(settings: Partial<Settings>): void;
  /** Takes the last of these back. */
  undoes(): void;
  /** The computer takes another time zone for its own. */
  travelsTo(timeZone: string): void;
}

/** What a user said in one history, act after act. */
const stepsOf = new WeakMap<Engine, UndoSteps>();

export const aUser = (engine: Engine, account: Account): User => {
  const { database } = engine;
  const named = (title?: string): Rental => {
    const all = listRentals(database, { query: '', state: null, accountId: null }, { offset: 0, limit: 50 });
    const found = all.filter((rental) => title === undefined || rental.title === title);
    const [only] = found;
    if (only === undefined || found.length > 1) throw new Error(`${String(found.length)} rentals ${title ?? ''}`);
    return only;
  };
  const done = (result: Result<null>): void => {
    if (!result.ok) throw new Error(`refused: ${result.failure.code}`);
  };
  const steps = stepsOf.get(engine) ?? new UndoSteps();
  stepsOf.set(engine, steps);
  const undoable = (ids: readonly RentalId[], wish: () => Result<null>): void =>
    done(undoably(engine, steps, ids, wish));
  return {
    decides: (intention, title) => {
      const { id } = named(title);
      undoable([id], () => decide(engine, id, intention));
    },
    later: (choice, title) => {
      const { id } = named(title);
      undoable([id], () => snooze(engine, id, { deadline: 'ends', choice }));
    },
    changes: (change, title) => {
      const { id } = named(title);
      undoable([id], () => changeRental(engine, id, change));
    },
    joins: (title, into) => {
      const [id, other] = [named(title).id, named(into).id];
      undoable([id, other], () => joinRentals(engine, id, other));
    },
    splits: (title, order) => {
      const { id } = named(title);
      undoable([id], () => splitOrder(engine, id, providerOrderIdOf(order)));
    },
    setsAccount: (rule) =>
      undoablyForAccount(engine, steps, account, () => setAccountRule(engine, account, { ...noAccountRule, ...rule })),
    names: (settings) => {
      const current = accountById(database, account.id) ?? account;
      done(changeSettings(current, settings, engine, instantOf(engine.now())));
    },
    sets: (settings) => {
      settingsWishes(engine, steps).setConfirmed(settings);
    },
    undoes: () => {
      if (steps.lastId === null) throw new Error('there is nothing to take back');
      void steps.takeBack(steps.lastId).then(done);
    },
    travelsTo: (timeZone) => {
      process.env.TZ = timeZone;
    },
  };
};
