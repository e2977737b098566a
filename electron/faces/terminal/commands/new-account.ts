import { checkedLabel } from '../../../program/accounts/registration.ts';
import { failed, success, type Result } from '../../../core/model/failure.ts';
import { accountIdOf } from '../../../core/model/ids.ts';
import { providerOf } from '../../../core/ports/find-provider.ts';
import type { Terminal } from '../terminal.ts';
import { withStore } from '../with-store.ts';

/** A label that cannot be used is said before a key is looked for under it. */
export const freeLabel = (terminal: Pick<Terminal, 'openStore'>, label: string): Result<string> => {
  const checked = withStore(terminal, (database) => checkedLabel(label, database));
  return checked.ok ? checked.value : checked;
};

/** The key of a new account: typed line by line, or from the environment where it holds the keys. */
export const enteredSecrets = async (
  terminal: Terminal,
  asked: { readonly provider: string; readonly label: string },
  names: readonly string[],
): Promise<Result<Readonly<Record<string, string>>>> => {
  const { vault, vaultIsMemory, requestParts } = terminal;
  const { 'base-url': typed, 'allow-http': allowHttp } = terminal.arguments.options;
  const known = providerOf(asked.provider, requestParts.providers)?.description;
  // Without a provider there is nobody to ask for; adding the account says so.
  if (vaultIsMemory && names.length === 0 && known === undefined) return success({});
  if (vaultIsMemory && names.length === 0) {
    const baseUrl = typed ?? known?.defaultBaseUrl ?? '';
    const held = await vault.read({ id: accountIdOf(''), ...asked, baseUrl, allowHttp });
    if (!held.ok) return held;
    const texts = Object.entries(held.value.secrets).map(([name, secret]) => [name, secret.reveal()] as const);
    return success(Object.fromEntries(texts));
  }
  const lines = await terminal.readLines(names.length);
  if (lines.length < names.length)
    return failed('input.invalid', { field: names[lines.length] ?? '', reason: 'empty' });
  return { ok: true, value: Object.fromEntries(names.map((name, index) => [name, lines[index] ?? ''])) };
};
