import { failed, success } from '../../electron/core/model/failure.ts';
import { accountIdOf } from '../../electron/core/model/ids.ts';
import type { EngineParts } from '../../electron/engine/engine-parts.ts';
import { Engine } from '../../electron/engine/engine.ts';
import { providers } from '../../electron/providers/registry.ts';
import type { Vault } from '../../electron/edges/secrets/vault.ts';
import type { OpenStore } from '../../electron/edges/store/open.ts';
import { systemTimeZone } from '../../electron/edges/system/time-zone.ts';
import { FakeNotifier, plainTexts, titlesTogether } from './bell.ts';

/** A keychain without a key. */
const emptyVault: Vault = {
  read: () => Promise.resolve(failed('vault.denied', { detail: 'missing' })),
  write: () => Promise.resolve(success('keychain')),
  rebind: () => Promise.resolve(failed('vault.denied', { detail: 'missing' })),
  remove: () => Promise.resolve(success(null)),
  check: () => Promise.resolve(success(null)),
  confirmedCa: () => Promise.resolve(success(null)),
  confirmCa: () => Promise.resolve(success('keychain')),
};

/**
 * A real engine over a real store, with a clock of the test's own. It is offline, so that it starts no round by itself: what the
 * provider shows is the test's business. Until it is started it sets no timer either.
 */
export const anEngine = (store: OpenStore, now: () => number, parts: Partial<EngineParts> = {}): Engine =>
  new Engine({
    store,
    vault: emptyVault,
    providers,
    openHttp: () => {
      throw new Error('nothing here asks a provider');
    },
    notifier: new FakeNotifier(),
    texts: plainTexts,
    summaryOf: titlesTogether,
    now,
    random: () => 0.5,
    nonce: () => 'nonce',
    newAccountId: () => accountIdOf('acc9'),
    timeZone: systemTimeZone,
    online: () => false,
    news: () => undefined,
    // It stands still: no look of a test is late.
    awake: { now: () => 0, sleep: 'stops' },
    log: {
      // Thrown outside of whatever catches it, so that the test fails.
      error: (facts, message) =>
        queueMicrotask(() => {
          throw new Error(message, { cause: facts });
        }),
      info: () => undefined,
    },
    ...parts,
  });
