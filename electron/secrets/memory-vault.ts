import { z } from 'zod';
import { failed, success, type Result } from '../contract/failure.ts';
import { findByLabel } from '../contract/label.ts';
import { Secret } from './secret.ts';
import type { Secrets, Vault } from './vault.ts';

const given = z.record(z.string(), z.record(z.string(), z.string()));

/** A vault that forgets everything when the program ends. Goes by the account's label, as every other part finds one by it. */
export const memoryVault = (initial: ReadonlyMap<string, Secrets> = new Map()): Vault => {
  const held = new Map(initial);
  const keyOf = (label: string): string =>
    findByLabel(
      [...held.keys()].map((known) => ({ label: known })),
      label,
    )?.label ?? label;
  return {
    read: ({ label }) => {
      const secrets = held.get(keyOf(label));
      return Promise.resolve(secrets === undefined ? failed('vault.denied', { detail: 'missing' }) : success(secrets));
    },
    write: ({ label }, secrets) => {
      held.set(keyOf(label), secrets);
      return Promise.resolve(success('session'));
    },
    remove: ({ label }) => {
      held.delete(keyOf(label));
      return Promise.resolve(success(null));
    },
    check: () => Promise.resolve(success(null)),
  };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * The vault that `LEASEBELL_VAULT=memory` asks for: `text` is the value of `LEASEBELL_SECRETS`, JSON of label → name → value.
 * `input.invalid` with the variable's name when it is not that; absent text is an empty vault.
 */
export const memoryVaultFrom = (text: string | undefined): Result<Vault> => {
  const entries = given.safeParse(text === undefined || text === '' ? {} : parsed(text));
  if (!entries.success) return failed('input.invalid', { field: 'LEASEBELL_SECRETS', reason: 'not-json' });
  const secrets = Object.entries(entries.data).map(
    ([label, named]) =>
      [label, Object.fromEntries(Object.entries(named).map(([name, value]) => [name, new Secret(value)]))] as const,
  );
  return success(memoryVault(new Map(secrets)));
};
