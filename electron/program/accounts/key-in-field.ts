import type { Account } from '../../core/model/account.ts';
import { failed, success, type Result } from '../../core/model/failure.ts';
import type { RequestParts } from '../../engine/polling/ports.ts';
import { minStoredLength, repeatsKey } from '../../providers/redaction/secrets.ts';
import type { Secrets } from '../../edges/secrets/key-item.ts';
import type { AccountSettings } from './settings.ts';

/** What a form asks for beside the key: all of it is stored, and shown. */
type Boxes = Pick<Account, 'label' | 'baseUrl' | 'settings'>;

/** Fails with `input.invalid`, the field and `holds-key` where a key was pasted into another box of its form. */
export const checkBoxes = ({ label, baseUrl, settings }: Boxes, secrets: Secrets): Result<null> => {
  const boxes = Object.entries({ label, baseUrl, ...settings });
  const [field] = boxes.find(([, text]) => repeatsKey(text, secrets)) ?? [];
  return field === undefined ? success(null) : failed('input.invalid', { field, reason: 'holds-key' });
};

/**
 * The same of settings that change, by the keys that were read and the account's own. Where the keychain cannot be read, that is for the next
 * round to say.
 */
export const checkNewSettings = async (
  account: Account,
  settings: AccountSettings,
  { vault, secretsRead }: Pick<RequestParts, 'vault' | 'secretsRead'>,
): Promise<Result<null>> => {
  const long = Object.entries(settings).filter(([, text]) => text.length >= minStoredLength);
  if (long.length === 0) return success(null);
  const held = await vault.read(account);
  const own = held.ok ? held.value.secrets : {};
  return checkBoxes({ label: '', baseUrl: '', settings: Object.fromEntries(long) }, secretsRead?.with(own) ?? own);
};
