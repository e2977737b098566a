import { epochMsOf, parseInstant } from '../../electron/contract/instant.ts';
import type { Instant } from '../../electron/contract/ids.ts';

/** An instant from its ISO text. Throws when the test misspelt it. */
export const at = (text: string): Instant => {
  const instant = parseInstant(text);
  if (instant === null) throw new Error(`no instant: ${text}`);
  return instant;
};

/** The same in epoch milliseconds. */
export const ms = (text: string): number => epochMsOf(at(text));
