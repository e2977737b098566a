import { baseAddressOf } from '../../core/model/base-address.ts';
import { failed, success, type Result } from '../../core/model/failure.ts';

/** A base address that requests may be sent to. */
export interface CheckedAddress {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /** The key travels unencrypted over a public network, with the user's consent: to be shown as long as it is so. */
  readonly plainPublic: boolean;
}

/**
 * Checks the base address of an account. Fails with `input.invalid`, field `baseUrl`, and a reason of `baseAddressOf`, or `needs-https`:
 * plain http to a host that is neither loopback nor private, without the user's consent.
 */
export const checkBaseAddress = (
  text: string,
  { allowHttp }: { readonly allowHttp: boolean },
): Result<CheckedAddress> => {
  const read = baseAddressOf(text, URL);
  if (!read.ok) return read;
  const { text: baseUrl, plainPublic } = read.value;
  if (plainPublic && !allowHttp) return failed('input.invalid', { field: 'baseUrl', reason: 'needs-https' });
  return success({ baseUrl, plainPublic });
};
