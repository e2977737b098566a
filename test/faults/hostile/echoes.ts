import { jsonResponse, type DemoProvider, type DemoResponse } from '../../../electron/demo/exchange.ts';
import { oneOf } from '../../fakes/random.ts';
import type { Call } from '../front.ts';
import { secretsOf } from '../providers.ts';

const keysOf = (provider: DemoProvider): readonly string[] => Object.values<string>(secretsOf[provider]);

/** The signature of a request as it was sent, and as it was before it was encoded for an address. */
const signaturesOf = ({ provider, request }: Call): readonly string[] => {
  const { authorization = '' } = request.headers;
  const signature =
    provider === 'unicloud'
      ? (/(?:^|&)Signature=([^&]*)/.exec(request.query)?.[1] ?? '')
      : provider === 'qiniu'
        ? (authorization.split(':')[1] ?? '')
        : (/Signature=([0-9a-f]+)$/.exec(authorization)?.[1] ?? '');
  return signature === '' ? [] : [signature, decodeURIComponent(signature)];
};

const each = (text: string, write: (code: string) => string): string =>
  [...text].map((character) => write(character.charCodeAt(0).toString(16).padStart(2, '0'))).join('');

/** A key in forms that show all of it to whoever undoes them, wherever it lies in what was encoded. */
const disguises: readonly [(text: string) => string, ...((text: string) => string)[]] = [
  (text) => Buffer.from(`Bearer ${text}`).toString('base64').replace(/=+$/, ''),
  (text) => Buffer.from(`user:${text}:x`).toString('base64'),
  (text) => Buffer.from(`ab${text}`).toString('base64url'),
  (text) => Buffer.from(text, 'utf16le').toString('base64'),
  (text) => Buffer.from(text, 'utf16le').toString('hex'),
  (text) => Buffer.from(Buffer.from(text).toString('base64')).toString('base64'),
  (text) => encodeURIComponent(encodeURIComponent(text)),
  (text) => each(text, (code) => `%${code}`),
  (text) => each(text, (code) => `&#x${code};`),
  (text) => each(text, (code) => `\\u00${code}`),
  (text) => [...text].join('\u200b'),
  (text) => each(text, (code) => `${code}:`),
];

const forms: readonly [(text: string) => string, ...((text: string) => string)[]] = [
  (text) => text,
  (text) => encodeURIComponent(text),
  (text) => Buffer.from(text).toString('base64'),
  (text) => Buffer.from(text).toString('base64url'),
  (text) => Buffer.from(text).toString('hex'),
  (text) => `«${text}»`,
  (text) => `x=${text}&y`,
  (text) => 'signature '.repeat(20) + text,
  (text) => text.toUpperCase(),
  ...disguises,
];

/** A key of a provider in one of the forms in which a careless service may repeat it. */
export const keyForm = (provider: DemoProvider, random: () => number): string => {
  const [first = '', ...rest] = keysOf(provider);
  return oneOf(random, forms)(oneOf(random, [first, ...rest]));
};

/** The keys of a provider in the forms that a careless service may repeat: none may be found in what is stored or told. */
export const forbiddenKeys = (provider: DemoProvider): readonly string[] =>
  keysOf(provider).flatMap((text) => [
    text,
    encodeURIComponent(text),
    Buffer.from(text).toString('base64'),
    Buffer.from(text).toString('base64url'),
    Buffer.from(text).toString('hex'),
    text.toUpperCase(),
    ...disguises.map((disguise) => disguise(text)),
  ]);

/** The signature of a request, which must not be found in a failure. */
export const forbiddenSignatures = (call: Call): readonly string[] =>
  signaturesOf(call).flatMap((text) => [text, encodeURIComponent(text)]);

/** An error, in the provider's own words or by a redirect, that repeats what the request showed. */
export const echo = (call: Call, random: () => number): DemoResponse => {
  const { request, provider } = call;
  const form = oneOf(random, forms);
  const [first = '', ...rest] = [...keysOf(provider), ...signaturesOf(call)];
  const text = oneOf(random, [
    form(oneOf(random, [first, ...rest])),
    request.headers.authorization ?? '',
    `bad request ${request.path}?${request.query}`,
    request.query,
    `the signature ${rest.at(-1) ?? first} does not match`,
  ]);
  const status = oneOf(random, [200, 400, 401, 403, 404]);
  if (random() < 0.15) {
    const host = first.toLowerCase().replaceAll(/[^a-z0-9-]/g, '-');
    return jsonResponse({}, 302, { Location: `https://${host}.example/${encodeURIComponent(text)}` });
  }
  if (provider === 'wolover') return jsonResponse({ code: random() < 0.5 ? 500 : text, msg: text }, status);
  if (provider === 'unicloud')
    return jsonResponse(
      { Code: random() < 0.5 ? 'SignatureDoesNotMatch' : text, Message: text, RequestId: text },
      status,
    );
  if (provider === 'alibaba') {
    const Code = random() < 0.5 ? 'SignatureDoesNotMatch' : text;
    return jsonResponse({ Code, Message: text, RequestId: text, HostId: text, Success: random() < 0.5 }, status);
  }
  if (provider === 'vastai')
    return jsonResponse({ success: false, error: random() < 0.5 ? 'auth_error' : text, msg: text }, status);
  const headers: Record<string, string> = /^[\x21-\x7e]+$/.test(text) ? { 'X-Reqid': text } : {};
  return random() < 0.5
    ? jsonResponse({ code: 400, error_message: text, ...(random() < 0.5 ? { request_id: text } : {}) }, status, headers)
    : jsonResponse({ error: { code: 400, name: text, message: text } }, status, headers);
};
