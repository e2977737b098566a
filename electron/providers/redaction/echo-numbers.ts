import type { View } from './echo-rewrite.ts';
import { isDigit, isHex, isVisible } from './echo-signs.ts';

/** Fewer characters that are written as numbers are no part of a key that is looked for. */
const minNumbers = 8;
/** A number stands beside so many others at most that say something else of the same character, such as its place. */
const maxStride = 3;
/** What is read as one number has no more digits; leading zeros are among them. */
const maxDigits = 10;

const bases = [10, 16, 8, 2] as const;

/** The numbers of a text in one base, as far as they are characters of a key: where each begins and ends, and how many came before it. */
interface Numbers {
  readonly codes: Uint8Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly index: Int32Array;
  readonly count: number;
}

/**
 * The ways to read characters that are written as numbers, whatever stands between, before or behind them: `115, 107`, `0x73`, `73h`, `chr(115)`,
 * `{"0":115,…}`, `[[0,115],…]`. Each base is read by itself, and so is each second and third number, since the others may be places. What is
 * read so is a text like any other: a part of a key is found in it, and one of which some is masked.
 */
export function* numberReadingsOf(view: View): Generator<View, void, undefined> {
  if (!hasNumbers(view.codes)) return;
  for (const base of bases) {
    const numbers = numbersIn(view.codes, base);
    if (numbers === null) continue;
    for (let stride = 1; stride <= maxStride; stride += 1) {
      for (let phase = 0; phase < stride; phase += 1) {
        const reading = everyNth(view, numbers, stride, phase);
        if (reading !== null) yield reading;
      }
    }
  }
}

const hasNumbers = (codes: Uint16Array): boolean => {
  let [count, isInside] = [0, false];
  for (let index = 0; index < codes.length; index += 1) {
    const code = codes[index] ?? 0;
    const isInNumber = isDigit(code) || (isInside && isHex(code));
    if (isInNumber && !isInside && (count += 1) >= minNumbers) return true;
    isInside = isInNumber;
  }
  return false;
};

/** Null where there are too few. */
const numbersIn = (codes: Uint16Array, base: (typeof bases)[number]): Numbers | null => {
  const most = Math.ceil(codes.length / 3) + 1;
  const found = {
    codes: new Uint8Array(most),
    from: new Int32Array(most),
    to: new Int32Array(most),
    index: new Int32Array(most),
  };
  let [count, all] = [0, 0];
  for (let start = 0; start < codes.length; start += 1) {
    let digit = digitOf(codes[start] ?? 0);
    if (digit >= base) continue;
    let [end, value] = [start, 0];
    for (; digit < base; digit = digitOf(codes[end] ?? 0)) {
      value = Math.min(value * base + digit, tooMuch);
      end += 1;
    }
    all += 1;
    if (isVisible(value) && end - start <= maxDigits) {
      found.codes[count] = value;
      found.from[count] = start;
      found.to[count] = end;
      found.index[count] = all;
      count += 1;
    }
    start = end;
  }
  return count < minNumbers ? null : { ...found, count };
};

/** No character. */
const tooMuch = 0x10000;

/** Of every unit; what is no digit is more than any base. */
const digits: Uint8Array = Uint8Array.from({ length: 0x80 }, (_, code) =>
  isDigit(code) ? code - 0x30 : isHex(code) ? (code | 0x20) - 0x57 : 0xff,
);
const digitOf = (code: number): number => digits[code] ?? 0xff;

/** A unit that says nothing stands behind each character, so that what is found ends with a number and not where the next one begins. */
const everyNth = (
  { starts }: View,
  { codes, from, to, index, count }: Numbers,
  stride: number,
  phase: number,
): View | null => {
  const units = new Uint16Array(2 * count);
  const places = starts === null ? null : new Int32Array(2 * count + 1);
  let length = 0;
  for (let at = 0; at < count; at += 1) {
    if ((index[at] ?? 0) % stride !== phase) continue;
    units[length] = codes[at] ?? 0;
    if (places !== null) {
      places[length] = starts?.[from[at] ?? 0] ?? 0;
      places[length + 1] = starts?.[to[at] ?? 0] ?? 0;
    }
    length += 2;
  }
  if (length < 2 * minNumbers) return null;
  if (places !== null) places[length] = places[length - 1] ?? 0;
  return { codes: units.subarray(0, length), starts: places?.subarray(0, length + 1) ?? null, has: 0 };
};
