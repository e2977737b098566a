import { z } from 'zod';
import { failed, success, type Result } from '../../core/model/failure.ts';
import { findByLabel } from '../../core/model/label.ts';
import { adoptedBy, bindingTo, grantOf, itemOf, keyItemOf, type KeyItem } from './key-item.ts';
import type { Vault } from './vault.ts';

const secretsSchema = z.record(z.string(), z.string());

const missingSecret = failed('vault.denied', { detail: 'missing', reason: 'not-in-secrets' });

/**
 * A vault that forgets everything when the program ends. Goes by the account's label, as every other part finds one by it. A key that
 * came without the address it is for is bound to the first asker, as long as the program runs.
 */
export const memoryVault = (initial: ReadonlyMap<string, KeyItem> = new Map()): Vault => {
  const held = new Map(initial);
  let confirmed: string | null = null;
  const keyOf = (label: string): string =>
    findByLabel(
      [...held.keys()].map((known) => ({ label: known })),
      label,
    )?.label ?? label;
  return {
    read: (account) => {
      const key = keyOf(account.label);
      const item = held.get(key);
      if (item === undefined) return Promise.resolve(missingSecret);
      const grant = grantOf(item, account);
      if (grant.ok) held.set(key, adoptedBy(item, account));
      return Promise.resolve(grant);
    },
    write: (account, secrets) => {
      held.set(keyOf(account.label), itemOf(secrets, account));
      return Promise.resolve(success('session'));
    },
    rebind: (account) => {
      const key = keyOf(account.label);
      const item = held.get(key);
      if (item === undefined) return Promise.resolve(missingSecret);
      held.set(key, { ...item, binding: bindingTo(account) });
      return Promise.resolve(success('session'));
    },
    remove: ({ label }) => {
      held.delete(keyOf(label));
      return Promise.resolve(success(null));
    },
    check: () => Promise.resolve(success(null)),
    confirmedCa: () => Promise.resolve(success(confirmed)),
    confirmCa: (digest) => {
      confirmed = digest;
      return Promise.resolve(success('session'));
    },
  };
};

/** The entries of a JSON object; a schema of records would drop one that is named `__proto__`. */
const whole = (value: unknown): readonly (readonly [string, unknown])[] | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : null;

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The one vault that can be asked for by name. */
export const memoryVaultName = 'memory';

/** What to show of `LEASEBELL_VAULT` where it names no vault, without what it holds, which may be a key in the wrong variable; else null. */
export const vaultNameFault = (name: string): string | null =>
  name === '' || name === memoryVaultName ? null : 'LEASEBELL_VAULT=…';

/**
 * The vault that `LEASEBELL_VAULT=memory` asks for: `text` is the value of `LEASEBELL_SECRETS`, JSON of label → name → value. Three names
 * are no keys (`reservedNames`): `origin`, the address that the keys are for (its path may be left out), `provider`, and `allowHttp`
 * (`true`), the consent to plain http, which the store alone never gives. `input.invalid` with the variable's name when it is not that; absent text is an empty vault.
 */
export const memoryVaultFrom = (text: string | undefined): Result<Vault> => {
  const refused = failed('input.invalid', { field: 'LEASEBELL_SECRETS', reason: 'not-json' });
  const entries = whole(text === undefined || text === '' ? {} : parseJson(text));
  if (entries === null) return refused;
  const items = new Map<string, KeyItem>();
  for (const [label, value] of entries) {
    const texts = secretsSchema.safeParse(value);
    const item = texts.success ? keyItemOf(texts.data) : null;
    if (item === null) return refused;
    items.set(label, { ...item, binding: { ...item.binding, allowHttp: item.binding.allowHttp ?? false } });
  }
  return success(memoryVault(items));
};
