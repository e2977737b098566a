import type { Result } from '../../electron/core/model/failure.ts';
import { grantOf, itemOf, type Grant, type Recipient } from '../../electron/edges/secrets/key-item.ts';
import { Secret } from '../../electron/core/model/secret.ts';

/** Secrets of plain texts. */
export const secretsOf = (texts: Readonly<Record<string, string>>): Readonly<Record<string, Secret>> =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, new Secret(text)]));

/** Reads the same keys for every account, each of them bound to what it asks for. */
export const keysFor =
  (texts: Readonly<Record<string, string>>) =>
  (account: Recipient): Promise<Result<Grant>> =>
    Promise.resolve(grantOf(itemOf(secretsOf(texts), account), account));
