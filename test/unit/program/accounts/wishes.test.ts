import { describe, expect, it, onTestFinished } from 'vitest';
import type { Failure } from '../../../../electron/core/model/failure.ts';
import { accountIdOf } from '../../../../electron/core/model/ids.ts';
import { memoryVault } from '../../../../electron/edges/secrets/memory-vault.ts';
import { accountById, insertAccount, noteRoundFailed } from '../../../../electron/edges/store/accounts.ts';
import { programOver, type Program } from '../../../../electron/program/program.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { anEngine } from '../../../fakes/engine.ts';
import { FakeNetwork, woloverPage } from '../../../fakes/http.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { aStore } from '../../../fakes/store.ts';
import { secretsOf } from '../../../fakes/vault.ts';

const nowMs = ms('2026-03-10T00:00:00Z');
const id = accountIdOf('0a0a0a0a');
const account = anAccount({ id, label: 'one', provider: 'wolover', settings: { durationUnit: 'month' } });

/** How many rounds of the account a wish brings about in a program that runs, where the account's last round ended as `failure` says. */
const roundsAfter = async (wish: (program: Program) => Promise<unknown>, failure: Failure | null): Promise<number> => {
  const store = aStore();
  const vault = memoryVault();
  await vault.write(account, secretsOf({ apiKey: 'sk-0123456789-abcdef' }));
  if (failure !== null) {
    insertAccount(store.database, account);
    noteRoundFailed(store.database, id, at('2026-03-09T00:00:00Z'), failure);
  }
  const network = new FakeNetwork(() => woloverPage());
  const engine = anEngine(store, () => nowMs, { vault, openHttp: network.open, online: () => true });
  let rounds = 0;
  engine.followRounds(() => (rounds += 1));
  engine.start();
  onTestFinished(() => engine.stop());
  expect(network.asked).toEqual([]);
  expect(await wish(programOver(engine))).toMatchObject({ ok: true });
  const stored = accountById(store.database, id);
  if (stored === null) throw new Error('there is no account');
  while (engine.rounds.isRunning(id)) await engine.sync(stored);
  return rounds;
};

const keyRejected: Failure = { code: 'account.key-rejected', status: 401 };

describe('a wish after which an account is asked anew', () => {
  it('asks it once, when another process added it', async () => {
    const { label, provider, baseUrl, settings, allowHttp } = account;
    const entered = { label, provider, baseUrl, settings, allowHttp };
    const wish = (program: Program) => program.accounts.adopt({ id, secretHint: 'cdef', entered });
    expect(await roundsAfter(wish, null)).toBe(1);
  });

  it('asks it once, when its refused key was replaced', async () => {
    const wish = (program: Program) => program.accounts.setSecrets({ id, secrets: { apiKey: 'sk-0123456789-fedcba' } });
    expect(await roundsAfter(wish, keyRejected)).toBe(1);
  });
});
