const bitsOfByte = 8;

/**
 * What Base64 makes of the bytes wherever they begin inside what was encoded: three texts, without the characters at both ends that depend
 * on the bytes around them.
 */
export const base64Cores = (bytes: Buffer): readonly string[] => {
  const shifted = Buffer.concat([Buffer.alloc(2), bytes]);
  return [0, 1, 2].map((shift) => {
    const text = shifted.toString('base64', 2 - shift);
    const bits = (shift + bytes.length) * bitsOfByte;
    return text.slice(shift === 0 ? 0 : shift + 1, Math.floor(bits / 6));
  });
};

const alphabetOfBase32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The same of Base32: five texts. */
export const base32Cores = (bytes: Buffer): readonly string[] =>
  [0, 1, 2, 3, 4].map((shift) => {
    const skipped = shift * bitsOfByte;
    const end = skipped + bytes.length * bitsOfByte;
    let core = '';
    for (let at = Math.ceil(skipped / 5) * 5; at + 5 <= end; at += 5)
      core += alphabetOfBase32.charAt(fiveBitsAt(bytes, at - skipped));
    return core;
  });

const fiveBitsAt = (bytes: Buffer, from: number): number => {
  const byte = Math.floor(from / bitsOfByte);
  const two = ((bytes[byte] ?? 0) << bitsOfByte) | (bytes[byte + 1] ?? 0);
  return (two >> (2 * bitsOfByte - (from % bitsOfByte) - 5)) & 0x1f;
};

const sizesOfWords = [2, 4] as const;

/**
 * In hexadecimal as od and hexdump show it on a machine whose words begin with their last byte, wherever it begins in a word. The bytes of
 * words at both ends that hold others too are left out.
 */
export const swappedHexOf = (bytes: Buffer): readonly string[] =>
  sizesOfWords.flatMap((size) =>
    Array.from({ length: size }, (_, skipped) => {
      const whole = bytes.subarray(skipped, bytes.length - ((bytes.length - skipped) % size));
      return Array.from({ length: whole.length / size }, (__, word) =>
        Buffer.from(whole.subarray(word * size, (word + 1) * size))
          .reverse()
          .toString('hex'),
      ).join('');
    }),
  );

const joinBytes = (bytes: Buffer, write: (byte: number) => string): string => Array.from(bytes, write).join('');

/** Each byte as a number of as many digits as any, one behind the other. With something between them they are read in the text itself (see `echo-numbers.ts`). */
export const gluedNumbersOf = (bytes: Buffer): readonly string[] =>
  [[10, 3] as const, [8, 3] as const, [2, bitsOfByte] as const].map(([base, digits]) =>
    joinBytes(bytes, (byte) => byte.toString(base).padStart(digits, '0')),
  );

/** All bytes as one number, the first or the last of them the greatest. In hexadecimal these are the bytes. */
export const wholeNumbersOf = (bytes: Buffer): readonly string[] =>
  [bytes, Buffer.from(bytes).reverse()].map((all) => wholeNumberOf(all).toString());

const wholeNumberOf = (bytes: Buffer): bigint => BigInt(`0x0${bytes.toString('hex')}`);

const alphabetOfBase58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** In Base58 as Bitcoin has it, which says all bytes as one number. */
export const base58Of = (bytes: Buffer): string => {
  let text = '';
  for (let left = wholeNumberOf(bytes); left > 0n; left /= 58n)
    text = alphabetOfBase58.charAt(Number(left % 58n)) + text;
  return text;
};

const alphabetOfZ85 = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#';
/** Adobe's begins with an exclamation mark and goes on as ASCII does. */
const alphabets85 = [alphabetOfZ85, String.fromCharCode(...Array.from({ length: 85 }, (_, at) => 0x21 + at))];

/** In Z85 and Ascii85, wherever the bytes begin in one of the words of four that are encoded at once: only whole words are told. */
export const base85Cores = (bytes: Buffer): readonly string[] =>
  alphabets85.flatMap((alphabet) => [0, 1, 2, 3].map((skipped) => wordsIn85(bytes.subarray(skipped), alphabet)));

const wordsIn85 = (bytes: Buffer, alphabet: string): string => {
  let text = '';
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const value = bytes.readUInt32BE(at);
    for (let power = 85 ** 4; power >= 1; power /= 85) text += alphabet.charAt(Math.floor(value / power) % 85);
  }
  return text;
};

const turnedBy = (code: number, first: number, count: number): number => ((code - first + count / 2) % count) + first;

/** Turned by half of the alphabet, and by half of what is visible: ROT13 and ROT47. */
export const turnedTextsOf = (text: string): readonly string[] => [
  text.replace(/[a-z]/gi, (letter) => {
    const code = letter.charCodeAt(0);
    return String.fromCharCode(turnedBy(code, (code & 0x60) | 1, 26));
  }),
  text.replace(/[!-~]/g, (sign) => String.fromCharCode(turnedBy(sign.charCodeAt(0), 0x21, 94))),
];
