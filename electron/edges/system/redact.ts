import { redacted } from '../../core/model/redacted.ts';

/** Names of fields, headers and parameters whose values are never written down. */
const secretName =
  /secret|token|password|passphrase|passwd|authorization|cookie|credential|signature|api.?key|access.?key/i;

/** Addresses keep protocol, host and path; what follows `?` or `#` may carry signatures and keys, as may user names. */
const cutAddresses = (text: string): string =>
  text
    .replace(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/?#@"'<>]*@/gi, '$1')
    .replace(/\b([a-z][a-z0-9+.-]*:\/\/[^\s?#"'<>]+)[?#][^\s"'<>]*/gi, '$1');

/** `name=value` and `"name": "value"` inside a text, as error messages quote them; an authorization has a scheme of any name before its value. */
const cutPairs = (text: string): string =>
  text
    .replace(
      /([A-Za-z_-]*(?:secret|token|password|signature|api[_-]?key|access[_-]?key)[A-Za-z_-]*["']?\s*[:=]\s*)("[^"]*"|'[^']*'|(?:Bearer |Basic )?[^\s,;&}]+)/gi,
      `$1${redacted}`,
    )
    .replace(
      /([A-Za-z_-]*authorization[A-Za-z_-]*["']?\s*[:=]\s*)("[^"]*"|'[^']*'|(?:[\w-]+ )?[^\s,;&}]+)/gi,
      `$1${redacted}`,
    );

/** A text without URL queries and without values of fields named like secrets. */
export const redactText = (text: string): string => cutPairs(cutAddresses(text));

const maxDepth = 6;

/** A copy of anything that is about to be logged, without secrets: by the name of the field, and inside every text. */
export const redact = (value: unknown, depth = 0): unknown => {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint' ? String(value) : value;
  if (depth >= maxDepth) return '[deeper]';
  if (value instanceof Error) return redactError(value, depth);
  if (Array.isArray(value)) return value.slice(0, 50).map((entry: unknown) => redact(entry, depth + 1));
  if ('toJSON' in value) return redact(JSON.parse(JSON.stringify(value)), depth + 1);
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, secretName.test(name) ? redacted : redact(entry, depth + 1)]),
  );
};

const redactError = (error: Error, depth: number): object => ({
  ...('code' in error ? { code: redact(error.code, depth + 1) } : {}),
  type: error.name,
  message: redactText(error.message),
  stack: redactText(error.stack ?? ''),
  ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) }),
});
