import {
  alibabaAlgorithm,
  alibabaCanonicalRequest,
  alibabaSignature,
  sha256,
  type AlibabaSignedParts,
} from './alibaba-signature.ts';
import { alibabaError, alibabaThrottled } from './alibaba-refusals.ts';
import type { DemoRequest, DemoResponse } from './exchange.ts';
import { minuteMs } from './world/calendar.ts';

/** The key pair that an Alibaba Cloud account pastes. */
export interface AlibabaSecrets {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

/**
 * How the played Alibaba Cloud takes the key: `unknown` and `inactive` refuse it, `forbidden-ram` and `no-permission` are
 * the gateway's words for a missing right (HTTP 403), `not-authorized` the billing service's (HTTP 200).
 */
type AlibabaKeyState = 'accepted' | 'unknown' | 'inactive' | 'forbidden-ram' | 'no-permission' | 'not-authorized';

/** What decides who may call. */
export interface AlibabaCallers {
  readonly secrets: AlibabaSecrets;
  readonly key: AlibabaKeyState;
  /** Calls that a user may make within a second of the demo's clock; null: any number. */
  readonly callsPerSecond: number | null;
  /** Nonces seen so far with the time of their request; the server adds to it and forgets old ones. */
  readonly nonces: Map<string, number>;
}

const clockToleranceMs = 15 * minuteMs;

const requiredHeaders = [
  'host',
  'x-acs-action',
  'x-acs-content-sha256',
  'x-acs-date',
  'x-acs-signature-nonce',
  'x-acs-version',
];

/** Returns the refusal of whoever may not call, or null. `parameters` are those of the query, decoded. */
export function refusedAlibabaCaller(
  request: DemoRequest,
  parameters: AlibabaSignedParts['parameters'],
  callers: AlibabaCallers,
): DemoResponse | null {
  for (const name of requiredHeaders) {
    // What a header that is not there is called is not published; this is the word of Alibaba's older scheme.
    if (header(request, name) === '') {
      return alibabaError(request, 400, 'MissingParameter', `The header ${name} is mandatory for this action.`);
    }
  }
  return (
    refusedSignature(request, parameters, callers) ??
    staleRequest(request, callers) ??
    refusedRights(request, callers.key)
  );
}

function header(request: DemoRequest, name: string): string {
  return String(request.headers[name] ?? '');
}

interface Authorization {
  readonly accessKeyId: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** The parts of the Authorization header (no blanks after the commas), or null when it has another form. */
function readAuthorization(text: string): Authorization | null {
  const found = /^(\S+) Credential=([^,\s]+),SignedHeaders=([^,\s]+),Signature=([0-9a-f]{64})$/.exec(text);
  if (found === null) return null;
  const [, algorithm, accessKeyId = '', names = '', signature = ''] = found;
  return algorithm === alibabaAlgorithm ? { accessKeyId, signedHeaders: names.split(';'), signature } : null;
}

function refusedSignature(
  request: DemoRequest,
  parameters: AlibabaSignedParts['parameters'],
  { secrets, key }: AlibabaCallers,
): DemoResponse | null {
  const authorization = readAuthorization(header(request, 'authorization'));
  if (authorization === null) {
    return alibabaError(request, 400, 'IncompleteSignature', 'The request signature does not conform to standards.');
  }
  if (key === 'unknown' || authorization.accessKeyId !== secrets.accessKeyId) {
    return alibabaError(request, 404, 'InvalidAccessKeyId.NotFound', 'Specified access key is not found.');
  }
  if (key === 'inactive') {
    return alibabaError(request, 400, 'InvalidAccessKeyId.Inactive', 'Specified access key is disabled.');
  }
  if (isSigned(request, parameters, authorization, secrets)) return null;
  const message = 'Specified signature is not matched with our calculation.';
  return alibabaError(request, 400, 'SignatureDoesNotMatch', message);
}

/** Whether the request is signed as it arrived: every required header, the names in order, and the body's own hash. */
function isSigned(
  request: DemoRequest,
  parameters: AlibabaSignedParts['parameters'],
  { signedHeaders, signature }: Authorization,
  secrets: AlibabaSecrets,
): boolean {
  if (!requiredHeaders.every((name) => signedHeaders.includes(name))) return false;
  if (signedHeaders.join(';') !== [...new Set(signedHeaders)].sort().join(';')) return false;
  if (header(request, 'x-acs-content-sha256') !== sha256(request.body)) return false;
  const { method, path, headers, body } = request;
  const canonical = alibabaCanonicalRequest({ method, path, parameters, headers, signedHeaders, body });
  return alibabaSignature(canonical, secrets.accessKeySecret) === signature;
}

function staleRequest(request: DemoRequest, { nonces, callsPerSecond }: AlibabaCallers): DemoResponse | null {
  const now = request.at.getTime();
  const date = header(request, 'x-acs-date');
  const sentAt = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(date) ? Date.parse(date) : Number.NaN;
  if (Number.isNaN(sentAt)) {
    return alibabaError(request, 400, 'InvalidTimeStamp.Format', 'Specified time stamp is not well formatted.');
  }
  if (Math.abs(now - sentAt) > clockToleranceMs) {
    return alibabaError(request, 400, 'InvalidTimeStamp.Expired', 'Specified time stamp or date value is expired.');
  }
  for (const [nonce, at] of nonces) if (Math.abs(now - at) > 2 * clockToleranceMs) nonces.delete(nonce);
  const nonce = header(request, 'x-acs-signature-nonce');
  if (nonces.has(nonce)) {
    return alibabaError(request, 400, 'SignatureNonceUsed', 'Specified signature nonce was used already.');
  }
  const recent = [...nonces.values()].filter((at) => Math.abs(now - at) < 1_000).length;
  nonces.set(nonce, now);
  return callsPerSecond !== null && recent >= callsPerSecond ? alibabaThrottled(request) : null;
}

function refusedRights(request: DemoRequest, key: AlibabaKeyState): DemoResponse | null {
  const message = 'You are not authorized to do this operation.';
  if (key === 'forbidden-ram') return alibabaError(request, 403, 'Forbidden.RAM', `User not authorized: ${message}`);
  if (key === 'no-permission') return alibabaError(request, 403, 'NoPermission', message);
  return null;
}
