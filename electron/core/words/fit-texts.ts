import { bytesOf, cutBytes } from '../model/cut.ts';
import { plainLine } from '../model/plain-text.ts';
import type { ReminderText } from '../reminders/texts.ts';

const ellipsis = '…';
const maxLabelGraphemes = 40;
/** One grapheme may be a chain of any length, so the units are bounded too. */
const maxLabelUnits = maxLabelGraphemes * 8;
const graphemes = new Intl.Segmenter('zh-CN', { granularity: 'grapheme' });

/** Returns a label as plain text, cut to forty graphemes and a bounded length; a dash where nothing of it is visible. */
export const shortenLabel = (label: string): string => {
  const text = plainLine(label) || '–';
  const ends: number[] = [];
  for (const { index, segment } of graphemes.segment(text)) {
    if (ends.length > maxLabelGraphemes || index > maxLabelUnits) break;
    ends.push(index + segment.length);
  }
  if (ends.length <= maxLabelGraphemes && text.length <= maxLabelUnits) return text;
  const kept = ends.slice(0, maxLabelGraphemes - 1).filter((end) => end < maxLabelUnits);
  return `${text.slice(0, kept.at(-1) ?? 0)}${ellipsis}`;
};

/** Bytes that a body always keeps, however long its heading is. */
const leastBody = 40;

/**
 * Joins the parts of a body, the most important first, and drops from the end what does not fit beside the heading. The first part always
 * stays, shortened if it must be. `maxBytes` null means that everything fits.
 */
export const fitTexts = (
  heading: string,
  parts: readonly (string | null)[],
  maxBytes: number | null,
  separator = ' · ',
): ReminderText => {
  const kept = parts.filter((part) => part !== null && part !== '');
  const room = maxBytes === null ? Number.POSITIVE_INFINITY : Math.max(maxBytes - bytesOf(heading), leastBody);
  while (kept.length > 1 && bytesOf(kept.join(separator)) > room) kept.pop();
  const body = kept.join(separator);
  return { heading, body: bytesOf(body) > room ? `${cutBytes(body, room - bytesOf(ellipsis))}${ellipsis}` : body };
};
