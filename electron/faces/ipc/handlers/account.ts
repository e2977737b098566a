import { success } from '../../../core/model/failure.ts';
import type { Desktop } from '../../../program/desktop/desktop.ts';
import type { Handlers } from '../checked-reply.ts';

type AccountRequests = Extract<keyof Handlers, `account.${string}`>;

/** Translates requests about accounts. Keys come in here and go to the vault; none goes out. */
export const accountHandlers = (desktop: Desktop): Pick<Handlers, AccountRequests> => ({
  'account.list': () => desktop.shown.accounts.list(),
  'account.test': (entered) => desktop.testAccount(entered),
  'account.add': (entered) => desktop.addAccount(entered),
  'account.setSecrets': (input) => desktop.shown.accounts.setSecrets(input),
  'account.acceptAddress': (input) => desktop.shown.accounts.acceptAddress(input),
  'account.remove': async (input) => {
    const removed = await desktop.shown.accounts.remove(input);
    return removed.ok ? success(null) : removed;
  },
  'account.sync': (input) => desktop.shown.accounts.sync(input),
  'account.setPolling': (input) => desktop.shown.accounts.setPolling(input),
  'account.setPaused': (input) => desktop.shown.accounts.setPaused(input),
  'account.setSettings': (input) => desktop.shown.accounts.setSettings(input),
  'account.suggestions': (input) => desktop.shown.accounts.suggestions(input),
  'account.setRule': (input) => desktop.shown.accounts.setRule(input),
});
