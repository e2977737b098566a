import { isOfNumber, isStructure, maxTextLength, Tally } from './json-scan.ts';
import { usualBudget } from './json.ts';

/** So much of one text is looked through for keys, in characters of the response: twice what is ever read of it, so that none is found by half. */
export const maxLookedLength = 2 * maxTextLength;

/** Hardly any response that is laid out for readers has more space in a row, in characters. */
const maxSpaceLength = 64;

/**
 * What anybody will read of a response in JSON: it ends where every budget refuses it, which it does as before, texts and numbers are cut
 * far behind the place where they will be, and of much space between them one character is left. Looking for keys costs many times what this does.
 */
export const beginningOfResponse = (json: string): string => {
  const tally = new Tally(usualBudget);
  const pieces: string[] = [];
  let done = 0;
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (isStructure(code)) {
      if (tally.refuses(code) !== null) return pieces.join('') + json.slice(done, at + 1);
    } else if (code === 0x22 || isOfNumber(code) || isSpace(code)) {
      const tokenAt = code === 0x22 ? stringAt : isSpace(code) ? spaceAt : numberAt;
      const { cutAt, end } = tokenAt(json, at);
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

const spaceAt = (json: string, start: number): Token => {
  let end = start + 1;
  while (isSpace(json.charCodeAt(end))) end += 1;
  return { cutAt: end - start > maxSpaceLength ? start + 1 : end, end };
};

/** What JSON allows between its parts (RFC 8259, 2). */
const isSpace = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
