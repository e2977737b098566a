import type { Account } from '../../core/model/account.ts';
import type { Settings } from '../../core/model/settings.ts';
import { failed, success, type Result } from '../../core/model/failure.ts';
import type { AccountId } from '../../core/model/ids.ts';
import type { RegistrationParts } from '../../engine/polling/ports.ts';
import { withHeldSecrets } from '../accounts/held-secrets.ts';
import { checkNewSettings } from '../accounts/key-in-field.ts';
import { moveKey } from '../accounts/move-key.ts';
import { addAccount, testLimit } from '../accounts/registration.ts';
import { changedSettings, type AccountSettings } from '../accounts/settings.ts';
import type { AccountAddition, EnteredAccount, RemovedAccount } from '../accounts/wishes.ts';
import { confirmExtraCa } from '../extra-ca.ts';
import type { Program, Questions } from '../program.ts';
import { askHolder, type AskParts } from './ask.ts';
import type { QueuedInput, QueuedName } from './wish-table.ts';

/** What a second process can ask and wish while another one holds the store. */
export interface QueuedProgram {
  readonly accounts: Questions['accounts'] & Pick<Program['accounts'], 'add' | 'remove' | 'setPolling' | 'setSettings'>;
  readonly rentals: Questions['rentals'] & Pick<Program['rentals'], 'change' | 'decide' | 'snooze'>;
  readonly settings: Pick<Program['settings'], 'get' | 'set'>;
}

/** What the wishes of a second process are made with: a store that is open for reading, and the way to who holds it. */
export interface QueuedParts extends RegistrationParts {
  readonly ask: AskParts;
}

/**
 * Returns the program of a second process: it asks the store itself, and leaves its wishes to the process that holds the store. A key, and the
 * word whom it is for, go into the keychain here and never into the queue.
 */
export const queuedProgram = (questions: Questions, parts: QueuedParts): QueuedProgram => {
  const ask = <Name extends QueuedName>(name: Name, input: QueuedInput<Name>): Promise<Result<unknown>> =>
    askHolder(name, input, parts.ask);
  return {
    accounts: {
      ...questions.accounts,
      add: (entered) => addThrough(ask, entered, { questions, parts }),
      remove: (input) => removeThrough(ask, questions, input),
      setPolling: (input) => done(ask('account.setPolling', input)),
      setSettings: (input) => setSettingsThrough(ask, input, { questions, parts }),
    },
    rentals: {
      ...questions.rentals,
      change: (input) => done(ask('rental.change', input)),
      decide: (input) => done(ask('rental.decide', input)),
      snooze: (input) => done(ask('rental.snooze', input)),
    },
    settings: {
      get: questions.settings.get,
      set: (changed) => setThrough(ask, changed, { questions, parts }),
    },
  };
};

const done = async (asked: Promise<Result<unknown>>): Promise<Result<null>> => {
  const result = await asked;
  return result.ok ? success(null) : result;
};

/** What a wish is prepared with beside the queue. */
interface Beside {
  readonly questions: Questions;
  readonly parts: QueuedParts;
}

/** Before the keychain or a provider is touched, `queue.ask` shows that wishes are carried out at all. */
type Ask = <Name extends QueuedName>(name: Name, input: QueuedInput<Name>) => Promise<Result<unknown>>;

const addThrough = async (
  ask: Ask,
  { test, ...entered }: EnteredAccount,
  { questions, parts }: Beside,
): Promise<Result<AccountAddition>> => {
  const served = await ask('queue.ask', {});
  if (!served.ok) return served;
  const whole = await withHeldSecrets(entered, parts);
  if (!whole.ok) return whole;
  const added = await addAccount(whole.value, parts, testLimit(), {
    test,
    keep: async ({ id, secretHint, label, provider, baseUrl, settings, allowHttp }) => {
      const entry = { label, provider, baseUrl, settings: { ...settings }, allowHttp };
      const adopted = await ask('account.adopt', { id, secretHint, entered: entry });
      // A reply may get lost, and a key must not be taken from an account that is there.
      return adopted.ok || !(await isStored(questions, id)) ? adopted : success(null);
    },
  });
  return added.ok ? success({ account: added.value.account, test: added.value.test, isFirst: false }) : added;
};

const isStored = async (questions: Questions, id: AccountId): Promise<boolean> =>
  (await storedAccount(questions, id)) !== null;

const storedAccount = async ({ accounts }: Questions, id: AccountId): Promise<Account | null> => {
  const stored = await accounts.list();
  return (stored.ok ? stored.value.find((account) => account.id === id) : null) ?? null;
};

/**
 * Where a change of settings moves the account to another site, its key is bound to that site here, before the wish is left. Fails with
 * `store.locked` and the reason `key-in-memory` where the process that holds the store has the key to itself.
 */
const setSettingsThrough = async (
  ask: Ask,
  { id, settings }: { readonly id: AccountId; readonly settings: AccountSettings },
  { questions, parts }: Beside,
): Promise<Result<null>> => {
  const wish = () => done(ask('account.setSettings', { id, settings: { ...settings } }));
  const account = await storedAccount(questions, id);
  const checked = account === null ? success(null) : await checkNewSettings(account, settings, parts);
  if (!checked.ok) return checked;
  const changed = account === null ? null : changedSettings(account, settings, parts.providers);
  // What is refused is refused by who holds the store, in whose words it is told.
  if (account === null || !changed?.ok || changed.value.baseUrl === account.baseUrl) return wish();
  const served = await ask('queue.ask', {});
  if (!served.ok) return served;
  const moved = await moveKey(account, changed.value.baseUrl, parts.vault);
  if (!moved.ok) return moved;
  if (moved.value.keeping !== 'keychain') return failed('store.locked', { reason: 'key-in-memory' });
  const set = await wish();
  // A reply may get lost after the address has moved.
  if (set.ok || (await storedAccount(questions, id))?.baseUrl === changed.value.baseUrl) return success(null);
  await moved.value.undo();
  return set;
};

/** How much goes with an account is known before; the reply of who removes it is not believed to be a number. */
const removeThrough = async (
  ask: Ask,
  questions: Questions,
  { id }: { readonly id: QueuedInput<'account.remove'>['id'] },
): Promise<Result<RemovedAccount>> => {
  const accounts = await questions.accounts.list();
  if (!accounts.ok) return accounts;
  const { orders = 0, rentals = 0 } = accounts.value.find((account) => account.id === id) ?? {};
  const removed = await ask('account.remove', { id });
  return removed.ok ? success({ orders, rentals }) : removed;
};

const setThrough = async (
  ask: Ask,
  changed: Partial<Settings>,
  { questions, parts }: Beside,
): Promise<Result<Settings>> => {
  const served = changed.extraCa === undefined ? success(null) : await ask('queue.ask', {});
  if (!served.ok) return served;
  const confirmed = await confirmExtraCa(changed.extraCa, parts.vault);
  if (!confirmed.ok) return confirmed;
  const set = await ask('settings.set', changed);
  return set.ok ? questions.settings.get() : set;
};
