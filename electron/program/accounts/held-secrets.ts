import type { NewAccount } from '../../core/model/account.ts';
import { success, type Result } from '../../core/model/failure.ts';
import { accountIdOf } from '../../core/model/ids.ts';
import { usualAddress } from '../../core/model/site.ts';
import { providerOf } from '../../core/ports/find-provider.ts';
import type { RegistrationParts } from '../../engine/polling/ports.ts';
import { checkedLabel } from './entered.ts';

/** A new account whose key may lie in the vault already. */
export interface MaybeHeld extends Omit<NewAccount, 'secrets'> {
  readonly secrets: NewAccount['secrets'] | null;
}

/**
 * Returns a new account with its key: what was entered, or what the vault holds under its label. A label that cannot be used is refused before
 * a key is looked for under it. Fails as a vault does.
 */
export const withHeldSecrets = async (entered: MaybeHeld, parts: RegistrationParts): Promise<Result<NewAccount>> => {
  if (entered.secrets !== null) return success({ ...entered, secrets: entered.secrets });
  const label = checkedLabel(entered.label, parts);
  if (!label.ok) return label;
  const provider = providerOf(entered.provider, parts.providers);
  // Without a provider there is nobody to ask for; adding the account says so.
  if (provider === null) return success({ ...entered, secrets: {} });
  const baseUrl =
    entered.baseUrl === '' ? (usualAddress(provider.description, entered.settings) ?? '') : entered.baseUrl;
  const held = await parts.vault.read({ ...entered, id: accountIdOf(''), baseUrl });
  if (!held.ok) return held;
  const texts = Object.entries(held.value.secrets).map(([name, secret]) => [name, secret.reveal()] as const);
  return success({ ...entered, secrets: Object.fromEntries(texts) });
};
