import type { Failure } from '../contract/failure.ts';

/** What a command answers: JSON for programs, a text for people, and how the program ends. */
export interface Answer {
  readonly exit: ExitStatus;
  readonly json: unknown;
  readonly text: string;
  /** The text is the answer even with `--json`: the command has formats of its own. */
  readonly verbatim?: boolean;
  /** The text says why there is no answer; it goes to stderr. */
  readonly isFailure?: boolean;
}

/** 0 done · 1 failed (the failure is in the answer) · 2 wrong usage · 3 another writer holds the store · 4 no keychain. */
export type ExitStatus = 0 | 1 | 2 | 3 | 4;

/** Where a command writes. The answer goes to stdout, everything else to stderr. */
export interface Streams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

export const done = (json: unknown, text: string): Answer => ({ exit: 0, json, text });

/** The answer of a command that failed as a whole. */
export const failedAnswer = (
  failure: Failure,
  sentence: string,
  exit: ExitStatus = failure.code === 'store.locked' ? 3 : 1,
): Answer => ({
  exit,
  json: { ok: false, failure },
  text: sentence,
  isFailure: true,
});

/** Writes an answer: one JSON document on stdout, or a text there; without `--json` a failure's sentence goes to stderr. */
export const printAnswer = (answer: Answer, json: boolean, streams: Streams): void => {
  if (answer.verbatim === true && answer.exit === 0) streams.out(answer.text);
  else if (json) streams.out(`${JSON.stringify(answer.json)}\n`);
  else if (answer.isFailure === true) streams.err(answer.text);
  else streams.out(`${answer.text}\n`);
};
