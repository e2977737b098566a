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

/** Each byte as a number, in every base that programs print numbers in: what stands between the numbers is not looked at. */
export const numbersOf = (bytes: Buffer): readonly string[] => {
  const writings = [
    ...['0x', 'x', '0x00', 'u00', 'u', 'u0000'].map((prefix) => [16, 2, prefix] as const),
    ...[0, 3].map((digits) => [10, digits, ''] as const),
    ...[0, 3, 4].map((digits) => [8, digits, ''] as const),
    ...[0, 3].map((digits) => [8, digits, '0o'] as const),
    ...['', '0b'].flatMap((prefix) => [0, bitsOfByte].map((digits) => [2, digits, prefix] as const)),
  ];
  return writings.map(([base, digits, prefix]) =>
    joinBytes(bytes, (byte) => prefix + byte.toString(base).padStart(digits, '0')),
  );
};
