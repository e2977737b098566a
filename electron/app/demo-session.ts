import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { success, type Result } from '../contract/failure.ts';
import { addDemoAccounts } from '../demo/add-accounts.ts';
import { startDemoServers, type DemoServers } from '../demo/servers.ts';
import type { Engine } from '../engine.ts';
import { memoryVault } from '../secrets/memory-vault.ts';
import type { Vault } from '../secrets/vault.ts';

/** The demo while it runs: providers on this computer, and an engine over a folder that is thrown away. */
export interface DemoSession {
  readonly engine: Engine;
  end(): Promise<void>;
}

/** Starts the demo providers and an engine that watches them. Fails as opening a store does; nothing is left behind then. */
export const startDemo = async (
  now: () => number,
  openEngine: (folder: string, vault: Vault) => Result<Engine>,
): Promise<Result<DemoSession>> => {
  const folder = mkdtempSync(join(tmpdir(), 'leasebell-demo-'));
  const servers = await startDemoServers({ now: () => new Date(now()) });
  const opened = openEngine(folder, memoryVault());
  if (!opened.ok) {
    await cleared(servers, folder);
    return opened;
  }
  const engine = opened.value;
  await addDemoAccounts(engine.registration, servers);
  engine.start();
  const end = async (): Promise<void> => {
    await engine.stop();
    await cleared(servers, folder);
  };
  return success({ engine, end });
};

const cleared = async (servers: DemoServers, folder: string): Promise<void> => {
  await servers.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
};
