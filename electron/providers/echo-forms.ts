import { decodedOnce, viewOf } from './echo-view.ts';
import { letterOf } from './letters.ts';

/** One way in which a key may be repeated. */
export interface EchoForm {
  /** Its letters and digits as `letterOf` numbers them: what lies between them is not looked at. */
  readonly letters: Uint8Array;
  /** Where the letters are few, the whole of it must be there: visible ASCII in lower case, Base64 in its usual alphabet. Else null. */
  readonly exact: string | null;
  readonly isBase64: boolean;
  /** So many characters before and behind the letters belong to it too. */
  readonly before: number;
  readonly after: number;
}

/** Fewer letters than these could stand in any text by accident. */
const plentyOfLetters = 8;

/** Fewer letters are not looked for. */
const fewestLetters = 3;

/**
 * A key as it is, in hexadecimal and in Base64, where it may lie anywhere inside what was encoded; the same of UTF-16, of its form for
 * addresses, and of what was encoded already. Escapes are for `decodedOnce`. A key is visible ASCII.
 */
export const formsOf = (key: string): readonly EchoForm[] => {
  const encoded = encodeURIComponent(key);
  const bytes = [key, ...(encoded === key ? [] : [encoded])].flatMap((text) => [
    Buffer.from(text),
    // Without its last zero, so that it is found in either byte order.
    Buffer.from(text, 'utf16le').subarray(0, -1),
  ]);
  const once = bytes.flatMap((each) => [each.toString('hex'), ...coresOf(each)]);
  const twice = once.flatMap((text) => [text, text.toUpperCase()]).flatMap((text) => coresOf(Buffer.from(text)));
  return [
    ...[key, ...decodingsOf(key)].map((text) => formOf(text, false)),
    ...bytes.map((each) => formOf(each.toString('hex'), false)),
    ...bytes.flatMap((each) => coresOf(each).map((core) => formOf(core, true))),
    ...twice.map((core) => formOf(core, true)),
  ].filter((form) => form !== null);
};

/** A key may look escaped itself: what it becomes where the escapes around it are undone. */
const decodingsOf = (key: string): readonly string[] => {
  const view = decodedOnce(viewOf(key, false));
  if (view === null) return [];
  const text = String.fromCharCode(...view.codes);
  return [text, ...decodingsOf(text)];
};

/**
 * What Base64 makes of the bytes wherever they begin inside what was encoded: three texts, without the characters at both ends that depend
 * on the bytes around them.
 */
const coresOf = (bytes: Buffer): readonly string[] =>
  [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const isWhole = (shift + bytes.length) % 3 === 0;
    return text.slice(shift === 0 ? 0 : shift + 1, isWhole ? undefined : -1);
  });

const formOf = (text: string, isBase64: boolean): EchoForm | null => {
  const letters = Uint8Array.from([...text].map((character) => letterOf[character.charCodeAt(0)] ?? 0).filter(Boolean));
  if (letters.length < fewestLetters) return null;
  const inner = text.replace(/^[^a-z0-9]+|[^a-z0-9]+$/gi, '');
  const before = text.indexOf(inner);
  const after = text.length - before - inner.length;
  // A character beside the core of Base64 holds bits of the key too, and its padding says nothing of its own.
  const beside = isBase64 ? 1 : 0;
  const exact = letters.length < plentyOfLetters ? inner.toLowerCase() : null;
  return { letters, exact, isBase64, before: before + beside, after: after + beside };
};
