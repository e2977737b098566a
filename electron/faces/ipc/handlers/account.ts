import {
  forgetAccount,
  addAccount,
  hasAccounts,
  replaceSecrets,
  testNewAccount,
} from '../../../program/accounts/registration.ts';
import { acceptAddress } from '../../../program/accounts/address.ts';
import { changeSettings } from '../../../program/accounts/settings.ts';
import { suggestionsOf } from '../../../program/accounts/suggestions.ts';
import type { Account, NewAccount } from '../../../core/model/account.ts';
import type { AccountTest, AccountView } from '../../../contract/channels.ts';
import { failed, success, type Result } from '../../../core/model/failure.ts';
import type { AccountId } from '../../../core/model/ids.ts';
import { instantOf, minute } from '../../../core/model/instant.ts';
import type { Engine } from '../../../engine/engine.ts';
import {
  accountById,
  listAccounts,
  noteAddressAccepted,
  setAccountPaused,
  setAccountPolling,
} from '../../../edges/store/accounts.ts';
import { countOrders } from '../../../edges/store/orders.ts';
import { accountRuleOf } from '../../../edges/store/wishes.ts';
import { setAccountRule } from '../../../program/rentals/intents.ts';
import { countRentals } from '../../../edges/store/rentals.ts';
import type { Handlers } from '../answer.ts';
import type { Desk } from '../../../program/desk.ts';

/** The user waits in front of a test request: it may not take as long as a round. */
const testLimitMs = minute;

type AccountRequests =
  | 'account.list'
  | 'account.test'
  | 'account.add'
  | 'account.setSecrets'
  | 'account.acceptAddress'
  | 'account.remove'
  | 'account.sync'
  | 'account.setPaused'
  | 'account.setPolling'
  | 'account.setSettings'
  | 'account.suggestions'
  | 'account.setRule';

/** Answers about accounts. Keys come in here and go to the vault; none goes out. */
export const accountHandlers = (desk: Desk): Pick<Handlers, AccountRequests> => ({
  ...pollingHandlers(desk),
  'account.list': () => {
    const engine = desk.engine();
    return Promise.resolve(success(listAccounts(databaseOf(engine)).map((account) => accountView(account, engine))));
  },
  'account.test': (entered) => testNewAccount(entered, desk.ownEngine().registration, AbortSignal.timeout(testLimitMs)),
  'account.add': (entered) => addOwnAccount(desk, entered),
  'account.setSecrets': ({ id, secrets }) =>
    withAccount(desk, id, async (account, engine) => {
      const replaced = await replaceSecrets(account, secrets, engine.registration, AbortSignal.timeout(testLimitMs));
      if (!replaced.ok) return replaced;
      changed(engine);
      void engine.poller.syncAnew(account);
      return replaced;
    }),
  'account.acceptAddress': ({ id, ...accepted }) =>
    withAccount(desk, id, async (account, engine) => {
      const inTheOpen = await acceptAddress(account, accepted, engine.registration.vault);
      if (!inTheOpen.ok) return inTheOpen;
      noteAddressAccepted(databaseOf(engine), account.id, inTheOpen.value);
      changed(engine);
      void engine.poller.syncAnew(account);
      return success(null);
    }),
  'account.remove': ({ id }) =>
    withAccount(desk, id, async (account, engine) => {
      const removed = await forgetAccount(account, engine.registration);
      if (!removed.ok) return removed;
      changed(engine);
      return success(null);
    }),
  'account.sync': async ({ id }) => {
    const engine = desk.engine();
    const asked = listAccounts(databaseOf(engine)).filter((account) =>
      id === null ? !account.paused : account.id === id,
    );
    if (id !== null && asked.length === 0) return failed('not-found');
    return success(await engine.syncNow(asked));
  },
  'account.setSettings': ({ id, settings }) =>
    withAccount(desk, id, (account, engine) => Promise.resolve(changeAndRead(account, settings, engine))),
  'account.suggestions': ({ id }) =>
    withAccount(desk, id, (account, engine) => Promise.resolve(success(suggestionsOf(engine.registration, account)))),
  'account.setRule': ({ id, rule }) =>
    withAccount(desk, id, (account, engine) => {
      setAccountRule(engine, account, rule);
      return Promise.resolve(success(null));
    }),
});

/** When an account is asked, and when not. */
const pollingHandlers = (desk: Desk): Pick<Handlers, 'account.setPolling' | 'account.setPaused'> => ({
  'account.setPolling': ({ id, ...polling }) =>
    withAccount(desk, id, (account, engine) => {
      setAccountPolling(databaseOf(engine), account.id, polling);
      changed(engine);
      engine.tick();
      return Promise.resolve(success(null));
    }),
  'account.setPaused': ({ id, paused }) =>
    withAccount(desk, id, (account, engine) => {
      setAccountPaused(databaseOf(engine), account.id, paused);
      changed(engine);
      engine.tick();
      return Promise.resolve(success(null));
    }),
});

/** What stored orders make of it counts at once; what else a setting says comes out with the next round, so one begins. */
const changeAndRead = (account: Account, settings: Readonly<Record<string, string>>, engine: Engine): Result<null> => {
  const stored = changeSettings(account, settings, engine.registration, instantOf(engine.parts.now()));
  if (!stored.ok) return stored;
  changed(engine);
  engine.parts.news('reminder.changed');
  engine.tick();
  void engine.poller.syncAnew(account);
  return stored;
};

/** An account is the user's own, and never goes with the demo that it was added from. */
const addOwnAccount = async (desk: Desk, entered: NewAccount): Promise<Result<AccountTest>> => {
  const engine = desk.ownEngine();
  const isFirst = !hasAccounts(databaseOf(engine));
  const added = await addAccount(entered, engine.registration, AbortSignal.timeout(testLimitMs), { test: true });
  if (!added.ok) return added;
  if (desk.isDemo()) await desk.leaveDemo();
  changed(engine);
  if (isFirst) void desk.tryChannels(added.value.account.label);
  void engine.poller.sync(added.value.account);
  return success(added.value.test ?? { orders: null });
};

const databaseOf = (engine: Engine) => engine.parts.store.database;

const changed = (engine: Engine): void => {
  engine.ownTablesChanged();
  for (const event of ['account.changed', 'rental.changed', 'app.changed'] as const) engine.parts.news(event);
};

const withAccount = <Answer>(
  desk: Desk,
  id: AccountId,
  work: (account: Account, engine: Engine) => Promise<Result<Answer>>,
): Promise<Result<Answer>> => {
  const engine = desk.engine();
  const account = accountById(databaseOf(engine), id);
  return account === null ? Promise.resolve(failed('not-found')) : work(account, engine);
};

const accountView = (account: Account, engine: Engine): AccountView => {
  const database = databaseOf(engine);
  const nextRoundMs = engine.poller.nextRoundAtMs(account);
  return {
    ...account,
    syncing: engine.poller.isRunning(account.id),
    progress: engine.poller.progressOf(account.id),
    orders: countOrders(database, account.id),
    rentals: countRentals(database, { query: '', state: null, accountId: account.id }),
    nextRoundAt: nextRoundMs === null ? null : instantOf(nextRoundMs),
    rule: accountRuleOf(database, account.id),
    warnings: engine.poller.warningsOf(account.id),
  };
};
