import type { JsonObject } from '../../../electron/demo/world/json.ts';
import type { DemoWorld } from '../../../electron/demo/world/world.ts';

const canary = 'CANARY-do-not-store';

/** What a service may add to a row although nobody asked for it: keys of the user, and the ways into a machine. */
export const canaries: JsonObject = {
  jupyter_token: `${canary}-jupyter`,
  extra_env: [['HF_TOKEN', `${canary}-env`]],
  onstart: `export WANDB_API_KEY=${canary}-onstart`,
  ssh_host: `ssh4.${canary}.example`,
  public_ipaddr: '203.0.113.77',
};

/** Texts of which none may reach the store: those above, and what the demo's own instances carry. */
const traces: readonly string[] = ['do-not-store', '203.0.113.'];

/** Whether a text, or the bytes of a file, have anything of a canary in them. */
export const hasCanary = (where: string | Buffer): boolean => traces.some((trace) => where.includes(trace));

/** The same world, with canaries in every row of what is rented. */
export const withCanaries = (world: DemoWorld): DemoWorld => {
  const laden = (rows: readonly JsonObject[]): readonly JsonObject[] => rows.map((row) => ({ ...row, ...canaries }));
  return {
    ...world,
    alibaba: (at) => laden(world.alibaba(at)),
    vastai: (at) => ({ ...world.vastai(at), instances: laden(world.vastai(at).instances) }),
  };
};
