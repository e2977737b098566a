import { failed, success, type Result } from './failure.ts';
import type { ReasonOf } from './failure-words.ts';
import { isPlainPublic } from './internet-host.ts';

/** The base address of a service, as every part of the program writes and compares it. */
export interface BaseAddress {
  /** As `URL` writes it, without a slash at its end: scheme and host in lower case, names in their ASCII form, no port that is usual. */
  readonly text: string;
  readonly origin: string;
  /** Whether what is sent there travels unencrypted over a public network. */
  readonly plainPublic: boolean;
}

/** What is used of `URL`, which the contract does not know: main and the page each have one. */
export interface Urls {
  canParse(text: string): boolean;
  new (text: string): Readonly<Record<'href' | 'origin' | 'protocol' | 'hostname' | 'username' | 'password', string>>;
}

/**
 * Returns an address as its user meant it: without a scheme it is https, which nobody should have to type. Only what looks like a host gets one:
 * a name with a dot or a port, `localhost`, an IPv6 address in brackets.
 */
export const withScheme = (text: string): string => {
  const trimmed = text.trim();
  return /^(localhost|\[[0-9a-f:.]+\]|[^\s/:?#@]+\.[^\s/:?#@]+|[^\s/:?#@]+(?=:\d))(:\d+)?([/?#].*)?$/i.test(trimmed)
    ? `https://${trimmed}`
    : trimmed;
};

/** Reads a base address. Fails with `input.invalid`, field `baseUrl`, and the reason: `not-a-url` (or not http), `has-credentials`, `has-query` (or fragment). */
export const baseAddressOf = (text: string, urls: Urls): Result<BaseAddress> => {
  const refused = (reason: ReasonOf<'input.invalid'>): Result<BaseAddress> =>
    failed('input.invalid', { field: 'baseUrl', reason });
  const trimmed = text.trim();
  if (!/^https?:\/\//i.test(trimmed) || !urls.canParse(trimmed)) return refused('not-a-url');
  const url = new urls(trimmed);
  if (url.username !== '' || url.password !== '') return refused('has-credentials');
  if (/[?#]/.test(trimmed)) return refused('has-query');
  return success({ text: addressText(url), origin: url.origin, plainPublic: isPlainPublic(url) });
};

/** Returns an address without the slash at its end, which has no meaning. */
export const addressText = ({ href }: { readonly href: string }): string => href.replace(/\/+$/, '');
