import { oneOf, seededRandom, wholeBetween } from '../../fakes/random.ts';

/** The seed of a run: a new one every day would prove more, the same one lets a failure be repeated. `LEASEBELL_SEED` sets another. */
export const firstSeed = Number(process.env['LEASEBELL_SEED'] ?? '20261125');

/** So many random requests are compared for each signature. */
const requestCount = 1_000;

/** What encoders, sorters and signers get wrong: reserved characters, spaces, escapes, other scripts, more than one unit of UTF-16. */
const pieces = [
  ...[
    '!',
    "'",
    '(',
    ')',
    '*',
    '~',
    '+',
    '%',
    '&',
    '=',
    '/',
    '?',
    '#',
    ':',
    ';',
    ',',
    '@',
    '$',
    '[',
    ']',
    '|',
    '\\',
    '"',
  ],
  ...[
    ' ',
    '  ',
    '\t',
    '\n',
    '-',
    '_',
    '.',
    '%20',
    '%2B',
    '%E4',
    'a',
    'Z',
    '0',
    'e\u0301',
    'ß',
    'é',
    'ÿ',
    '\u00a0',
    '\u007f',
  ],
  ...['租期', '云', '杭州 一区', '全角！', '😀', '👩‍💻', '𠮷', '\u200b', '\u2028', '\ufeff'],
] as const;

/** A text of up to `most` such pieces; empty now and then. */
export const nastyText = (random: () => number, most = 12): string =>
  Array.from({ length: wholeBetween(random, 0, most) }, () => oneOf(random, pieces)).join('');

/** Up to `length` letters of a key, a name or a host. */
export const plainText = (random: () => number, letters: string, length: number): string =>
  Array.from(
    { length: wholeBetween(random, 1, length) },
    () => letters[wholeBetween(random, 0, letters.length - 1)] ?? '',
  ).join('');

/** `count` requests, each from a seed of its own that names it in a failure. */
export const seeded = <Request>(
  make: (random: () => number) => Request,
): readonly { readonly seed: number; readonly request: Request }[] =>
  Array.from({ length: requestCount }, (_, index) => {
    const seed = firstSeed + index;
    return { seed, request: make(seededRandom(seed)) };
  });
