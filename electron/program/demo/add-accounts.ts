import type { Program } from '../program.ts';
import { m } from '../../core/messages/generated/messages.js';
import { demoAccounts } from '../../demo/accounts.ts';
import type { DemoServers } from '../../demo/servers.ts';

/** Adds one account at each running demo server, as a user would: with a real test request. Throws when one is refused. */
export const addDemoAccounts = async (program: Pick<Program, 'accounts'>, servers: DemoServers): Promise<void> => {
  for (const { provider, labelMessage, baseUrl, settings, secrets } of demoAccounts(servers)) {
    const entered = { provider, label: m[labelMessage](), baseUrl, settings, secrets, allowHttp: false };
    const added = await program.accounts.add({ ...entered, test: true });
    if (!added.ok) throw new Error(`the demo refused its own account: ${JSON.stringify(added.failure)}`);
  }
};
