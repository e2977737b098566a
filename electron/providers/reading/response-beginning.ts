import { isOfNumber, isStructure, maxTextLength, Tally } from './json-scan.ts';
import { usualBudget } from './json.ts';

/** So much of one text is looked through for keys, in characters of the response: twice what is ever read of it, so that none is found by half. */
export const maxLookedLength = 2 * maxTextLength;

/**
 * What anybody will read of a response in JSON: it ends where every budget refuses it, which it does as before, and texts and numbers are cut
 * far behind the place where they will be. Looking for keys costs many times what this does.
 */
export const beginningOfResponse = (json: string): string => {
  const tally = new Tally(usualBudget);
  const pieces: string[] = [];
  let done = 0;
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (isStructure(code)) {
      if (tally.refuses(code) !== null) return pieces.join('') + json.slice(done, at + 1);
    } else if (code === 0x22 || isOfNumber(code)) {
      const { cutAt, end } = code === 0x22 ? stringAt(json, at) : numberAt(json, at);
      if (cutAt < end) {
        pieces.push(json.slice(done, cutAt));
        done = end;
      }
      at = code === 0x22 ? end : end - 1;
    }
  }
  return pieces.length === 0 ? json : pieces.join('') + json.slice(done);
};

/** Where a token is cut, and where what must stay behind it begins; the same where it is short enough. */
interface Token {
  readonly cutAt: number;
  readonly end: number;
}

/** Up to the closing quotation mark; never cut inside an escape. */
const stringAt = (json: string, start: number): Token => {
  const latest = start + maxLookedLength;
  let cutAt = 0;
  let at = start + 1;
  while (at < json.length) {
    const code = json.charCodeAt(at);
    if (code === 0x22) break;
    const next = at + (code !== 0x5c ? 1 : json.charCodeAt(at + 1) === 0x75 ? 6 : 2);
    if (cutAt === 0 && next > latest) cutAt = at;
    at = next;
  }
  const end = Math.min(at, json.length);
  return { cutAt: cutAt === 0 ? end : cutAt, end };
};

const numberAt = (json: string, start: number): Token => {
  let end = start + 1;
  while (isOfNumber(json.charCodeAt(end))) end += 1;
  return { cutAt: Math.min(end, start + maxLookedLength), end };
};
