import { isOneOf } from './word-lists.ts';

/** Why a file of extra certificates cannot be used. */
const caReasons = [
  'ca-not-absolute',
  'ca-missing',
  // No file, or no permission.
  'ca-unreadable',
  'ca-too-large',
  'ca-empty',
  'ca-private-key',
  'ca-not-pem',
  'ca-not-certificate',
] as const;
/** A reason why a file of extra certificates cannot be used. */
export type CaReason = (typeof caReasons)[number];

/** The reasons that a code may give: with one, its own sentence is told instead of the code's. */
export const failureReasons = {
  'vault.unavailable': ['keychain-not-answering'],
  'vault.denied': ['not-in-secrets'],
  // `copy-set-aside`: the copy beside the store, from which a new one was begun.
  // `copy-only`: the store is gone or empty, and that copy is there; `from-copy`: a new one was begun from it.
  'store.damaged': ['newer-version', 'account-row', 'set-aside', 'copy-set-aside', 'copy-only', 'from-copy'],
  'store.full': ['quota', 'file-size'],
  // Who holds the store took a wish, and did not say what came of it.
  // … or the file through which wishes reach it cannot be used.
  // … or it has a key in its memory that is to be bound anew.
  // … or another process keeps that file to itself.
  'store.locked': ['no-reply', 'no-queue', 'key-in-memory', 'queue-held'],
  'store.forbidden': [
    'not-allowed',
    'read-only',
    'missing',
    // A pipe, a device, a folder where the file should be, or a file where the folder should be.
    'wrong-kind',
    // Too long, or links in a circle.
    'bad-path',
    // The disk or network drive does not respond, or fails.
    'no-answer',
    'no-handles',
    // The folder for temporary files refuses.
    'no-scratch',
    // The folder takes no lock that keeps a second program out.
    'no-lock',
  ],
  'backup.not-written': ['exists'],
  'backup.not-read': ['no-backup', 'newer-version', 'has-log'],
  // `missing`: the server has nothing at the address.
  'update.unreachable': ['offline', 'proxy', 'tls', 'missing'],
  // `elsewhere`: it sends to another address, or names a file there. `older`: what it offers was replaced by this version.
  'update.refused': ['digest', 'signature', 'elsewhere', 'older'],
  'input.invalid': [
    ...caReasons,
    'ca-by-environment',
    'before-start',
    'characters',
    'empty',
    'end-impossible',
    'has-credentials',
    'has-query',
    'holds-key',
    'needs-https',
    'not-a-choice',
    'not-a-hash',
    'not-a-number',
    'not-a-product-choice',
    'not-a-proxy',
    'not-a-time',
    'not-a-url',
    'not-allowed',
    'not-for-one-round',
    'not-json',
    'one-round-only',
    // With the range as detail.
    'out-of-range',
    'required',
    'taken',
    'too-large',
    'too-small',
    'unknown-field',
    'unknown-setting',
    'wrong-type',
  ],
  // `no-rental`: a link names one that is not here.
  'not-found': ['no-notices', 'no-file-manager', 'no-store', 'no-rental'],
} as const;

/** A reason of one code, or of several. */
export type ReasonOf<Code extends keyof typeof failureReasons> = (typeof failureReasons)[Code][number];

/** The deadlines of the network: those of one attempt, and the round's own. */
export const timeoutDetails = ['headers', 'between-chunks', 'body', 'round'] as const;
/** Which time limit a request exceeded. */
export type TimeoutDetail = (typeof timeoutDetails)[number];

/** Why nothing is sent on account of the extra certificates. */
export const caFaults = [...caReasons, 'ca-damaged', 'ca-not-confirmed', 'ca-unchecked'] as const;
/** A reason why nothing is sent on account of the extra certificates. */
export type CaFault = (typeof caFaults)[number];

/** What goes wrong with proxies, where no error's name says it. */
export const proxyFaults = [
  'proxy-auth',
  'proxy-tunnel',
  'proxy-closed',
  'proxy-unreachable',
  'proxy-unsupported',
  'proxy-damaged',
  // A key would travel through it in the open.
  'proxy-plain',
] as const;
/** What is wrong with a proxy. */
export type ProxyFault = (typeof proxyFaults)[number];

/** What is unexpected about a response as a whole. */
export const responseFaults = [
  'ids-change',
  'not-json',
  'too-deep',
  'too-large',
  'too-many-orders',
  'too-many-resources',
  'too-many-rows',
  'too-many-values',
  'unsupported-encoding',
] as const;
/** What is unexpected about a response as a whole. */
export type ResponseFault = (typeof responseFaults)[number];

/** What stands in the way of the keychain. */
export const keychainFaults = [
  'no-bus',
  'no-service',
  'not-answering',
  'keychain-error',
  'timeout',
  // Libraries that cannot be loaded.
  'libsecret',
  'keytar',
] as const;
/** What keeps the keychain from being used. */
export type KeychainFault = (typeof keychainFaults)[number];

/** Why an account's key cannot be had from a keychain that can be used. */
export const keyFaults = ['missing', 'unreadable'] as const;
/** What is wrong with a stored key. */
export type KeyFault = (typeof keyFaults)[number];

/** Why a channel did not show something. */
export const channelFaults = [
  'no-service',
  'not-answering',
  'not-supported',
  'not-installed',
  'refused',
  'no-confirmation',
] as const;
/** A reason why a channel did not show something. */
export type ChannelFault = (typeof channelFaults)[number];

/** What a request may name that does not exist. */
export const missingFields = ['account', 'deadline', 'choice', 'into'] as const;
/** What a request named that does not exist. */
export type MissingField = (typeof missingFields)[number];

/** An error's name in the words of Node, OpenSSL, undici or Chromium, all in capitals; our own words have none. */
export type ErrorName = Uppercase<string>;

/** Whether a text can be an error's name. */
export const isErrorName = (text: string): text is ErrorName => text !== '' && text === text.toUpperCase();

/** Whether a word is a reason of a refused input. */
export const isInputReason = (word: string): word is ReasonOf<'input.invalid'> =>
  isOneOf(failureReasons['input.invalid'], word);
