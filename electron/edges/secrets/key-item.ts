import type { Account } from '../../core/model/account.ts';
import { baseAddressOf, type BaseAddress } from '../../core/model/base-address.ts';
import { failed, success, type Result } from '../../core/model/failure.ts';
import { Secret } from '../../core/model/secret.ts';

/** The keys of one account by field name, as the provider names them. */
export type Secrets = Readonly<Record<string, Secret>>;

/** Whom a key is asked for, as the account's row says. The row lies in a file that others may edit: nothing is given on its word alone. */
export type Recipient = Pick<Account, 'provider' | 'baseUrl' | 'allowHttp'>;

/** Whom a key was stored for. Null: nobody has said yet, as in an item of an older version; the first who asks is taken at its word. */
export interface Binding {
  /** The address of the service; without a path it stands for its whole origin. */
  readonly origin: string | null;
  readonly provider: string | null;
  /** The user agreed that the key travels in the open. */
  readonly allowHttp: boolean | null;
}

/** What a vault keeps of one account: the keys, and whom they are for. */
export interface KeyItem {
  readonly secrets: Secrets;
  readonly binding: Binding;
}

/** Keys with the one recipient that they may be sent to. */
export interface Grant {
  readonly secrets: Secrets;
  readonly provider: string;
  readonly origin: string;
  readonly baseUrl: string;
  /** The user agreed that the key travels in the open, to a public host or through a proxy. */
  readonly allowHttp: boolean;
}

/** The binding to whom an account names now: its address was checked, or confirmed, by the user. */
export const bindingTo = ({ provider, baseUrl, allowHttp }: Recipient): Binding => ({
  origin: addressOf(baseUrl)?.text ?? baseUrl,
  provider,
  allowHttp,
});

/** Reads an item: names with their texts, in which those of the binding may be missing. Null when its address is none. */
export const keyItemOf = (named: Readonly<Record<string, string>>): KeyItem | null => {
  const { origin, provider, allowHttp, ...keys } = named;
  const address = origin === undefined ? null : addressOf(origin);
  if (origin !== undefined && address === null) return null;
  const consent = allowHttp === undefined ? null : allowHttp === 'true';
  return {
    secrets: Object.fromEntries(Object.entries(keys).map(([name, text]) => [name, new Secret(text)])),
    binding: {
      origin: address?.text ?? null,
      provider: provider ?? null,
      // Whoever wrote a public address without encryption meant it.
      allowHttp: consent ?? (address === null ? null : address.plainPublic),
    },
  };
};

/** Writes an item as `keyItemOf` reads it. The texts are the keys: they go into the vault and nowhere else. */
export const textsOf = ({ secrets, binding }: KeyItem): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(Object.entries(secrets).map(([name, secret]) => [name, secret.reveal()])),
  ...(binding.origin === null ? {} : { origin: binding.origin }),
  ...(binding.provider === null ? {} : { provider: binding.provider }),
  ...(binding.allowHttp === null ? {} : { allowHttp: String(binding.allowHttp) }),
});

/** An item of keys alone, to be bound. */
export const itemOf = (secrets: Secrets, recipient: Recipient): KeyItem => ({ secrets, binding: bindingTo(recipient) });

/** An item that was bound to nobody, or to an origin only, with the rest as its first asker says. */
export const adoptedBy = ({ secrets, binding }: KeyItem, recipient: Recipient): KeyItem => {
  const asked = bindingTo(recipient);
  return {
    secrets,
    binding: {
      origin: binding.origin ?? asked.origin,
      provider: binding.provider ?? asked.provider,
      allowHttp: binding.allowHttp ?? asked.allowHttp,
    },
  };
};

/** Whether an item says everything about whom it is for. */
export const isBound = ({ binding }: KeyItem): boolean => Object.values(binding).every((fact) => fact !== null);

/**
 * Gives the keys of an item to the recipient that they were stored for, and to no other: `account.address-changed` for another address
 * or provider, `input.invalid` (field `baseUrl`) for one that is no address or would get them in the open without the user's consent.
 */
export const grantOf = (item: KeyItem, recipient: Recipient): Result<Grant> => {
  const { origin, provider, allowHttp } = adoptedBy(item, recipient).binding;
  const asked = addressOf(recipient.baseUrl);
  if (asked === null) return failed('input.invalid', { field: 'baseUrl', reason: 'not-a-url' });
  const isSame = origin === asked.text || origin === asked.origin;
  if (origin === null || provider !== recipient.provider || !isSame) {
    const other = provider === recipient.provider ? '' : ` (${provider ?? ''})`;
    return failed('account.address-changed', { storedFor: `${origin ?? ''}${other}` });
  }
  if (asked.plainPublic && allowHttp !== true) {
    return failed('input.invalid', { field: 'baseUrl', reason: 'needs-https' });
  }
  return success({
    secrets: item.secrets,
    provider,
    origin: asked.origin,
    baseUrl: asked.text,
    allowHttp: allowHttp === true,
  });
};

/** An address without user name, query or fragment; null for anything else, whoever wrote it. */
const addressOf = (text: string): BaseAddress | null => {
  const read = baseAddressOf(text, URL);
  return read.ok ? read.value : null;
};
