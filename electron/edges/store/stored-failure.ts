import { z } from 'zod';
import type { FactsByCode, Failure, FailureCode } from '../../core/model/failure.ts';
import {
  responseFaults,
  caFaults,
  channelFaults,
  failureReasons,
  isErrorName,
  keychainFaults,
  keyFaults,
  missingFields,
  proxyFaults,
  timeoutDetails,
  type ErrorName,
} from '../../core/model/failure-words.ts';
import { instant } from './row-schemas.ts';

// Another version may have stored other facts: what does not fit is left out, and the code stands for itself.

/** A fact that is left out where it does not fit. */
const maybe = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);

/** The same for a fact that is always there. */
const errorName = z.custom<ErrorName>((value) => typeof value === 'string' && isErrorName(value));
const unknownError = 'UNKNOWN';

type Shape<Code extends FailureCode> = {
  readonly [Name in keyof FactsByCode[Code]]-?: z.ZodType<FactsByCode[Code][Name]>;
};

const of = <const Code extends FailureCode, Facts extends Shape<Code>>(code: Code, facts: Facts) =>
  z.object({ code: z.literal(code), ...facts });

const text = maybe(z.string());
const ofRound = { retryAt: maybe(instant) };
const httpStatusFact = { status: maybe(z.number()) };
const refusalFacts = { ...ofRound, ...httpStatusFact, providerCode: text, providerMessage: text, requestId: text };

const network = [
  of('network.offline', { ...ofRound, detail: errorName.catch(unknownError) }),
  of('network.timeout', { ...ofRound, detail: z.union([z.enum(timeoutDetails), errorName]).catch(unknownError) }),
  of('network.tls', { ...ofRound, detail: z.union([z.enum(caFaults), errorName]).catch(unknownError) }),
  of('network.proxy', {
    ...ofRound,
    ...httpStatusFact,
    detail: z.union([z.enum(proxyFaults), errorName]).catch(unknownError),
  }),
] as const;

const provider = [
  of('provider.unavailable', { ...ofRound, ...httpStatusFact, detail: text }),
  of('provider.rate-limited', { ...ofRound, ...httpStatusFact }),
  of('provider.refused', refusalFacts),
  of('provider.unexpected-answer', {
    ...ofRound,
    ...httpStatusFact,
    detail: maybe(z.union([z.enum(responseFaults), errorName])),
    path: text,
    redirectedTo: text,
  }),
] as const;

const account = [
  of('account.key-rejected', refusalFacts),
  of('account.key-lacks-permission', refusalFacts),
  of('account.wrong-site', { ...refusalFacts, site: text }),
  of('account.clock-skewed', refusalFacts),
  of('account.address-changed', { storedFor: text }),
] as const;

const vault = [
  of('vault.unavailable', {
    detail: z.enum(keychainFaults).catch('keychain-error'),
    reason: maybe(z.enum(failureReasons['vault.unavailable'])),
  }),
  of('vault.locked', { detail: maybe(z.literal('timeout')) }),
  of('vault.denied', { detail: maybe(z.enum(keyFaults)), reason: maybe(z.enum(failureReasons['vault.denied'])) }),
] as const;

const store = [
  of('store.damaged', { detail: text, reason: maybe(z.enum(failureReasons['store.damaged'])) }),
  of('store.full', { detail: text, reason: maybe(z.enum(failureReasons['store.full'])) }),
  of('store.locked', { detail: text, reason: maybe(z.enum(failureReasons['store.locked'])) }),
  of('store.forbidden', { detail: text, reason: z.enum(failureReasons['store.forbidden']).catch('no-answer') }),
] as const;

const backup = [
  of('backup.not-written', { detail: text, reason: maybe(z.enum(failureReasons['backup.not-written'])) }),
  of('backup.not-read', { detail: text, reason: maybe(z.enum(failureReasons['backup.not-read'])) }),
  of('export.not-written', { detail: text }),
] as const;

const update = [
  of('update.unreachable', { detail: text, reason: maybe(z.enum(failureReasons['update.unreachable'])) }),
  of('update.unreadable', {}),
  of('update.refused', { detail: text, reason: z.enum(failureReasons['update.refused']).catch('digest') }),
  of('update.not-installed', { detail: text }),
] as const;

const others = [
  of('input.invalid', {
    field: z.string().catch(''),
    reason: maybe(z.enum(failureReasons['input.invalid'])),
    detail: text,
  }),
  of('not-found', {
    field: maybe(z.enum(missingFields)),
    reason: maybe(z.enum(failureReasons['not-found'])),
    detail: maybe(z.enum(channelFaults)),
  }),
  of('login.refused', {}),
  of('cancelled', ofRound),
  of('bug', {}),
] as const;

/** Why a round failed. */
export const failureSchema: z.ZodType<Failure> = z.discriminatedUnion('code', [
  ...network,
  ...provider,
  ...account,
  ...vault,
  ...store,
  ...backup,
  ...update,
  ...others,
]);
