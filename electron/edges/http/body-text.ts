import { TextDecoder } from 'node:util';
import { guessChinese } from './chinese-text.ts';
import { mendedUtf8 } from './java-utf8.ts';

/** The text of a body. */
export interface BodyText {
  readonly text: string;
  /**
   * U+FFFD stands where the bytes are none of the text's encoding (one that was sent does not count), or the text is as likely another one: nothing
   * says in which encoding it is, and two fit.
   */
  readonly isDamaged: boolean;
}

/**
 * The text of a whole body, without byte-order marks and NULs around it: UTF-16 by its mark or its zero bytes, UTF-8 where the bytes are that, or Java's form of it, whatever
 * `contentType` says, else as the charset there, else as GB18030, which holds GBK and GB2312, or as Big5 (see `guessChinese`). A label that nobody knows is none, and Latin
 * is one only where the bytes do not look like GB18030.
 */
export const bodyText = (bytes: Uint8Array, contentType: string | undefined): BodyText => {
  const { text, isDamaged } = readText(bytes, contentType);
  return { text: withoutPadding(text), isDamaged };
};

const readText = (bytes: Uint8Array, contentType: string | undefined): BodyText => {
  const wide = wideEncodingOf(bytes);
  if (wide !== null) return decodedAs(wide, bytes);
  const text = exactly('utf-8', bytes);
  if (text !== null) return { text, isDamaged: false };
  const mended = mendedUtf8(bytes);
  const meant = mended === null ? null : exactly('utf-8', mended.bytes);
  if (mended !== null && meant !== null) return { text: meant, isDamaged: mended.hasLost };
  return otherText(bytes, contentType, mended?.bytes ?? bytes);
};

/** The text of bytes that are not wholly UTF-8; `utf8` is what they are if they are mostly that. */
const otherText = (bytes: Uint8Array, contentType: string | undefined, utf8: Uint8Array): BodyText => {
  const stated = charsetIn(contentType ?? '') ?? 'utf-8';
  // Latin is what servers say that were told nothing, and every byte is some letter of it.
  if (stated === latin)
    return isPaired(bytes) && exactly('gb18030', bytes) !== null ? chineseText(bytes) : decodedAs(latin, bytes);
  const otherwise = stated === 'utf-8' ? 'gb18030' : stated;
  const other = exactly(otherwise, bytes);
  // Lost bytes make what was written in UTF-8 neither; read as Chinese of another encoding it would be nonsense that nobody warns of.
  if (stated === 'utf-8') return isMostlyUtf8(utf8) ? decodedAs('utf-8', utf8) : chineseText(bytes);
  if (other === null) return isMostlyUtf8(utf8) ? decodedAs('utf-8', utf8) : decodedAs(otherwise, bytes);
  return { text: other, isDamaged: false };
};

/** Chinese of which nobody says how it is encoded: what Big5 cannot be is GB18030, and is damaged where it cannot be that either. */
const chineseText = (bytes: Uint8Array): BodyText => {
  const big5 = exactly('big5', bytes);
  if (big5 === null) return decodedAs('gb18030', bytes);
  const { encoding, isDoubtful } = guessChinese(bytes);
  if (encoding === 'big5') return { text: big5, isDamaged: false };
  const { text, isDamaged } = decodedAs('gb18030', bytes);
  return { text, isDamaged: isDamaged || isDoubtful };
};

/** Some servers put a mark before a text that has one, or fill what they send with NULs; space among those goes with them. */
const withoutPadding = (text: string): string => {
  let start = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (isPadding(code)) start = index + 1;
    else if (!isSpace(code)) break;
  }
  let end = text.length;
  for (let index = end - 1; index >= start; index -= 1) {
    const code = text.charCodeAt(index);
    if (isPadding(code)) end = index;
    else if (!isSpace(code)) break;
  }
  return text.slice(start, end);
};

const isPadding = (code: number): boolean => code === 0 || code === 0xfeff;

const isSpace = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;

/** What ISO 8859-1 and ASCII are read as (WHATWG Encoding). */
const latin = 'windows-1252';

/** Whether bytes beyond ASCII come in pairs more often than alone, as they do in Chinese of GBK and hardly ever in a language of Latin. */
const isPaired = (bytes: Uint8Array): boolean => {
  let pairs = 0;
  let alone = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    if ((bytes[index] ?? 0) < 0x80) continue;
    index += 1;
    if ((bytes[index] ?? 0) < 0x80) alone += 1;
    else pairs += 1;
  }
  return pairs > alone;
};

/** UTF-16 is never taken for UTF-8: JSON begins with two characters of ASCII, and a single NUL before it is followed by two others. */
const wideEncodingOf = ([first = 1, second = 1, third = 0]: Uint8Array): 'utf-16le' | 'utf-16be' | null => {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  return (first === 0xfe && second === 0xff) || (first === 0 && second !== 0 && third === 0) ? 'utf-16be' : null;
};

/** Whether more of it is UTF-8 of three bytes or four, as Chinese is, than is not UTF-8. Chinese in GBK hardly ever looks like that. */
const isMostlyUtf8 = (bytes: Uint8Array): boolean => {
  let lost = 0;
  let kept = 0;
  for (const character of new TextDecoder().decode(bytes)) {
    if (character === '\ufffd') lost += 1;
    else if (character > '\u07ff') kept += 1;
  }
  return kept > lost;
};

/** The encoding that a `Content-Type` names, by its usual name; null when it names none that is known. */
const charsetIn = (contentType: string): string | null => {
  const label = /;\s*charset\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s;,]*))/i.exec(contentType);
  const said = label?.[1] ?? label?.[2] ?? label?.[3] ?? '';
  const encoding = said === '' ? null : (decoderFor(said)?.encoding ?? null);
  // The wider one refuses what is neither, where Node's GBK makes something up.
  return encoding === 'gbk' ? 'gb18030' : encoding;
};

const decoderFor = (label: string, fatal = false): TextDecoder | null => {
  try {
    return new TextDecoder(label, { fatal });
  } catch {
    return null;
  }
};

const decodedAs = (label: string, bytes: Uint8Array): BodyText => {
  const text = exactly(label, bytes);
  return text === null
    ? { text: (decoderFor(label) ?? new TextDecoder()).decode(bytes), isDamaged: true }
    : { text, isDamaged: false };
};

/** The text, or null where a byte of it is none of this encoding. */
const exactly = (label: string, bytes: Uint8Array): string | null => {
  try {
    return decoderFor(label, true)?.decode(bytes) ?? null;
  } catch {
    return null;
  }
};
