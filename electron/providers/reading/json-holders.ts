import { redacted } from '../../core/model/redacted.ts';
import { endOfString } from './json-texts.ts';

/** Places of a text, the end not included. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** A list or object that is open, and whether it is to go. */
interface Holder {
  readonly from: number;
  isGone: boolean;
}

/**
 * A JSON text with `[redacted]` in place of the smallest list or object around each span, which may lie across texts, names and numbers.
 * What is not closed goes to the end. Never parses the whole, whose size nobody has judged yet.
 */
export const withoutHolders = (json: string, spans: readonly Span[]): string => {
  const ordered = spans.toSorted((one, other) => one.to - other.to);
  const open: Holder[] = [];
  const gone: Span[] = [];
  let met = 0;
  const close = (to: number): void => {
    const holder = open.pop();
    if (holder?.isGone === true) gone.push({ from: holder.from, to });
  };
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (code === 0x7b || code === 0x5b) open.push({ from: at, isGone: false });
    const end = code === 0x22 ? endOfString(json, at) : at + 1;
    for (let span = ordered[met]; span !== undefined && span.to <= end; span = ordered[(met += 1)])
      holderOf(span, open).isGone = true;
    if (code === 0x7d || code === 0x5d) close(at + 1);
    at = end - 1;
  }
  while (open.length > 0) close(json.length);
  return withoutSpans(json, gone);
};

/** The innermost of those that are open where a span ends, and were where it began. */
const holderOf = ({ from }: Span, open: readonly Holder[]): Holder =>
  open.findLast((holder) => holder.from <= from) ?? { from, isGone: false };

/** The outer ones go with all that is in them. */
const withoutSpans = (json: string, spans: readonly Span[]): string => {
  let [clean, done] = ['', 0];
  for (const { from, to } of spans.toSorted((one, other) => one.from - other.from)) {
    if (from < done) continue;
    clean += json.slice(done, from) + JSON.stringify(redacted);
    done = to;
  }
  return clean + json.slice(done);
};
