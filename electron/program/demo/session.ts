import { success, type Result } from '../../core/model/failure.ts';
import { memoryVault } from '../../edges/secrets/memory-vault.ts';
import type { Vault } from '../../edges/secrets/vault.ts';
import type { Running } from '../running/running.ts';
import { storeFailureOf } from '../../edges/store/failures.ts';
import { addDemoAccounts } from './add-accounts.ts';
import { makeDemoScratch } from './scratch.ts';
import { startDemoServers, type DemoServers } from '../../demo/servers.ts';

/** The demo while it runs: providers on this computer, and a program over a folder that is thrown away. */
export interface DemoSession {
  readonly running: Running;
  /** Stops everything and removes the folder; once more does nothing more. What is under way gets `patienceMs` milliseconds, or as long as it takes. */
  end(patienceMs?: number): Promise<void>;
}

/** What the demo stands on. */
export interface DemoParts {
  readonly now: () => number;
  /** Opens a program over a folder with a vault of its own. */
  readonly openRunning: (folder: string, vault: Vault) => Result<Running>;
  readonly startServers?: (now: () => Date) => Promise<DemoServers>;
}

/**
 * Starts the demo providers and a program with an account at each; it polls nothing yet. Fails as opening a store does. Whatever goes wrong at
 * whichever step, no server and no folder is left behind.
 */
export const startDemo = async ({
  now,
  openRunning,
  startServers = onFreePorts,
}: DemoParts): Promise<Result<DemoSession>> => {
  const started = new Started();
  try {
    const scratch = makeDemoScratch();
    started.add(() => scratch.remove());
    const servers = await startServers(() => new Date(now()));
    started.add(() => servers.stop());
    const opened = openRunning(scratch.folder, memoryVault());
    if (!opened.ok) {
      await started.end();
      return opened;
    }
    const running = opened.value;
    started.add((patienceMs) => running.life.stop(patienceMs));
    await addDemoAccounts(running.program, servers);
    return success({ running, end: (patienceMs) => started.end(patienceMs) });
  } catch (error) {
    await started.end();
    return { ok: false, failure: storeFailureOf(error) };
  }
};

const onFreePorts = (now: () => Date): Promise<DemoServers> => startDemoServers({ now });

type Ending = (patienceMs?: number) => void | Promise<void>;

/** What was started, and how each of it ends. */
class Started {
  readonly #endings: Ending[] = [];
  #ending: Promise<void> | null = null;

  add(end: Ending): void {
    this.#endings.push(end);
  }

  /** Ends all of it, the last first. One that fails keeps none of the others from ending, and is thrown when they have. */
  end(patienceMs?: number): Promise<void> {
    this.#ending ??= this.#endAll(patienceMs);
    return this.#ending;
  }

  async #endAll(patienceMs?: number): Promise<void> {
    const failures: unknown[] = [];
    for (const end of this.#endings.reverse()) {
      try {
        await end(patienceMs);
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
