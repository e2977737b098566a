import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { memberText } from '../../../electron/demo/world/json.ts';
import type { Rows } from '../../../electron/demo/fault-script.ts';
import { anchor, orderWhere, type Role, type Stand } from '../stage.ts';
import { minimal } from './index.ts';
import { messages } from './messages.ts';
import { minimalError, minimalSecrets, startMinimal } from './server.ts';

const day = 86_400_000;
const iso = (afterMs: number): string => new Date(anchor.getTime() + afterMs).toISOString();

/** Sixty leases over two pages: every third one unpaid or over, the others running for days to come. */
export const leases: Rows = Array.from({ length: 60 }, (_, index) => ({
  lease: `L-${1000 + index}`,
  state: index % 3 === 0 ? (index % 2 === 0 ? 'awaiting' : 'over') : 'running',
  host: `h-${1000 + index}`,
  hostname: `训练机 ${1000 + index}`,
  flavour: '8 vCPU · 32 GB RAM',
  zone: index % 2 === 0 ? 'east' : 'west',
  created: iso(-(index + 1) * day),
  until: iso((index % 3 === 0 && index % 2 === 1 ? -1 : index + 1) * day),
  payBefore: index % 6 === 0 ? iso(2 * 3_600_000) : null,
  price: 88.5,
}));

const open = async (): Promise<Stand> => ({
  ...(await startMinimal({ now: () => anchor, leases: () => leases })),
  secrets: minimalSecrets,
  settings: {},
  truth: leases.map((row) => memberText(row, 'lease')),
});

/** The made-up provider in the suite. */
export const minimalRole: Role = {
  provider: minimal,
  open,
  sentence: (key, locale) => messages[locale][key] ?? null,
  sample: () => readFileSync(new URL('leases.json', import.meta.url), 'utf8'),
  keyRejected: { respond: () => minimalError(401, 'BadSignature', 'the signature does not fit') },
  permissionLacking: { respond: () => minimalError(403, 'Forbidden', 'may not read leases') },
  isPage: () => true,
  traps: [
    {
      trap: 'payBefore is the payment deadline, until the end of the rental',
      see: async (stage) => {
        const { orders } = await stage.read();
        const unpaid = orderWhere(orders, ({ status }) => status === 'unpaid');
        expect(unpaid.payBy).toEqual({ at: iso(2 * 3_600_000), basis: 'stated' });
        expect(unpaid.items[0]?.end).toMatchObject({ at: iso(day), basis: 'stated' });
      },
    },
    {
      trap: 'the zone is in the signed query',
      see: async (stage) => {
        expect((await stage.read({ settings: { zone: 'west' } })).orders).toHaveLength(30);
      },
    },
  ],
};
