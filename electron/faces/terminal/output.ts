import type { Failure, FailureCode } from '../../core/model/failure.ts';
import { printableJson, printableText } from '../../core/model/plain-text.ts';
import { t } from '../../core/words/words.ts';
import { messageSinkOver, type MessageSink } from './message-sink.ts';
import type { ResultSink, Sink } from './sink.ts';

/** What a command returns: JSON for programs, a text for people, and how the program ends. */
export interface CommandResult {
  readonly exit: ExitStatus;
  readonly json: unknown;
  readonly text: string;
  /** The result was written as it was made: nothing is left to print. */
  readonly isWritten?: boolean;
  /** The text holds nothing that steers a terminal but colours of ours. */
  readonly isPainted?: boolean;
  /** The text says why there is no result; it goes to stderr. */
  readonly isFailure?: boolean;
}

/** 0 done · 1 failed (the failure is in the result) · 2 wrong usage · 3 another writer holds the store · 4 no keychain. */
export type ExitStatus = 0 | 1 | 2 | 3 | 4;

/** Where a command writes. The result goes to stdout, everything else to stderr. */
export interface Streams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether stdout takes no more, so that the rest of a result need not be made. */
  readonly isEnded: () => boolean;
}

/** Returns the result of a command that succeeded. */
export const done = (json: unknown, text: string): CommandResult => ({ exit: 0, json, text });

/** How a command ends that failed as a whole, unless it says otherwise: commands about keys end with 4 without a keychain. */
const exitStatuses: Readonly<Record<FailureCode, 1 | 3>> = {
  'store.locked': 3,
  'store.damaged': 1,
  'store.full': 1,
  'store.forbidden': 1,
  'backup.not-written': 1,
  'backup.not-read': 1,
  'export.not-written': 1,
  'network.offline': 1,
  'network.timeout': 1,
  'network.tls': 1,
  'network.proxy': 1,
  'provider.unavailable': 1,
  'provider.rate-limited': 1,
  'provider.refused': 1,
  'provider.unexpected-answer': 1,
  'account.key-rejected': 1,
  'account.key-lacks-permission': 1,
  'account.wrong-site': 1,
  'account.clock-skewed': 1,
  'account.address-changed': 1,
  'vault.unavailable': 1,
  'vault.locked': 1,
  'vault.denied': 1,
  'login.refused': 1,
  'update.unreachable': 1,
  'update.unreadable': 1,
  'update.refused': 1,
  'update.not-installed': 1,
  'input.invalid': 1,
  'not-found': 1,
  cancelled: 1,
  bug: 1,
};

/** The result of a command that failed as a whole. */
export const failedResult = (
  failure: Failure,
  sentence: string,
  exit: ExitStatus = exitStatuses[failure.code],
): CommandResult => ({
  exit,
  json: { ok: false, failure },
  text: sentence,
  isFailure: true,
});

/** The streams over the two outputs: what was not written by a format of its own is cleaned of all that would steer a terminal. */
export const streamsOver = (out: ResultSink, err: Sink): Streams => ({
  out: (text) => out.write(text),
  isEnded: () => out.isEnded(),
  err: (text) => err.write(`${printableText(text)}\n`),
});

/** The messages of a program that goes on, over a descriptor: whoever does not read them holds nobody up. */
export const messagesOver = (descriptor: number): MessageSink =>
  messageSinkOver({ descriptor, missedText: (count) => `${printableText(t.cli_messages_missed({ count }))}\n` });

/** The exit status of a command whose result may not have been written whole; a sentence on stderr says so. */
export const exitOf = (exit: ExitStatus, out: Sink, err: Sink): ExitStatus => {
  const code = out.fault();
  if (code !== null) err.write(`${printableText(unwrittenSentence(code))}\n`);
  return exit === 0 && (code !== null || err.fault() !== null) ? 1 : exit;
};

const unwrittenSentence = (code: string): string => {
  if (code === 'ENOSPC' || code === 'EDQUOT') return t.cli_output_full();
  return code === 'EFBIG' ? t.cli_output_limited() : t.cli_output_failed({ code });
};

/** Writes a result: one JSON document on stdout, or a text there; without `--json` a failure's sentence goes to stderr. */
export const printResult = (result: CommandResult, json: boolean, streams: Pick<Streams, 'out' | 'err'>): void => {
  if (result.isWritten === true) return;
  if (json) streams.out(`${printableJson(result.json)}\n`);
  else if (result.isFailure === true) streams.err(result.text);
  else if (result.text !== '') streams.out(`${result.isPainted === true ? result.text : printableText(result.text)}\n`);
};
