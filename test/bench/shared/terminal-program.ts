import { join } from 'node:path';
import { worldNow } from '../world/orders.ts';
import type { WorldServer } from '../world/world-server.ts';
import type { Bench } from '../harness/bench.ts';
import type { Ended } from '../harness/child.ts';

/** Label of the account whose orders are measured. */
const label = 'bench';

/** How the terminal program is started: the clock stands where the world does, and the key needs no keychain. */
const environment = {
  LC_ALL: 'en_US.UTF-8',
  LEASEBELL_NOW: worldNow,
  LEASEBELL_VAULT: 'memory',
  LEASEBELL_SECRETS: JSON.stringify({ [label]: { apiKey: 'bench-key-0123456789' } }),
};

/** The built terminal program over a data folder of its own. */
export class TerminalProgram {
  readonly folder: string;
  readonly #bench: Bench;

  constructor(bench: Bench) {
    this.#bench = bench;
    this.folder = bench.newPath('data');
  }

  get storePath(): string {
    return join(this.folder, 'leasebell.sqlite');
  }

  /** Runs a command in a fresh process; throws where it fails. */
  run(words: readonly string[], discardOutput = false): Promise<Ended> {
    const all = [...words, '--data-dir', this.folder];
    return this.#bench.run('out/main/cli.js', all, { env: environment, discardOutput });
  }

  /** Adds the account that a world is read from. */
  async addAccount({ url }: WorldServer): Promise<void> {
    const address = ['--base-url', url, '--set', 'durationUnit=month', '--no-test'];
    await this.run(['accounts', 'add', '--provider', 'wolover', '--label', label, ...address]);
  }

  /** One round of the account, measured; throws where that was too short for the whole world, which a busy computer may be the reason of. */
  async sync(): Promise<Ended> {
    const ended = await this.run(['sync', '--json']);
    if (ended.out.includes('"round.unfinished"')) throw new Error('the first sync did not end within one round');
    return ended;
  }
}
