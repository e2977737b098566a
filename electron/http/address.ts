import { failed, success, type Result } from '../contract/failure.ts';
import { isPlainPublic } from '../contract/host.ts';

/** A base address that requests may be sent to. */
export interface BaseAddress {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /** The key travels unencrypted over a public network, with the user's consent: to be shown as long as it is so. */
  readonly plainPublic: boolean;
}

/**
 * Checks the base address of an account. Fails with `input.invalid`, field `baseUrl`, and the reason: `not-a-url` (or not http), `has-credentials`,
 * `has-query` (or fragment), `needs-https` (plain http to a host that is neither loopback nor private, without the user's consent).
 */
export const checkBaseAddress = (text: string, { allowHttp }: { readonly allowHttp: boolean }): Result<BaseAddress> => {
  const refused = (reason: string): Result<BaseAddress> => failed('input.invalid', { field: 'baseUrl', reason });
  const trimmed = text.trim();
  if (!/^https?:\/\//i.test(trimmed) || !URL.canParse(trimmed)) return refused('not-a-url');
  const url = new URL(trimmed);
  if (url.username !== '' || url.password !== '') return refused('has-credentials');
  if (/[?#]/.test(trimmed)) return refused('has-query');
  const plainPublic = isPlainPublic(url);
  if (plainPublic && !allowHttp) return refused('needs-https');
  return success({ baseUrl: url.href.replace(/\/+$/, ''), plainPublic });
};
