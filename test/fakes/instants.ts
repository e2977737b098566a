import { epochMsOf, parseInstant } from '../../electron/core/model/instant.ts';
import type { Instant } from '../../electron/core/model/ids.ts';

/** An instant from its ISO text. Throws when the test misspelt it. */
export const at = (text: string): Instant => {
  const instant = parseInstant(text);
  if (instant === null) throw new Error(`no instant: ${text}`);
  return instant;
};

/** The same in epoch milliseconds. */
export const ms = (text: string): number => epochMsOf(at(text));
