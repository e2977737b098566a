import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createInflate, createInflateRaw } from 'node:zlib';

/** What every request offers, whichever client sends it; a response in another compression that we know of is then refused. */
export const acceptEncoding = 'gzip, deflate, br';

// Chromium decodes what comes to the app. What follows does the same to the Node client's responses: nothing at all is an empty body in any
// coding, and the end of a gzip member (check sum, length, whatever follows) is not looked at. Only a stream that is cut fails here, and
// there when its text is parsed.

type Coding = (body: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;

async function* inflated(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { start, rest } = await beginningOf(body, ({ length }) => length >= 2);
  if (start.length > 0) yield* through(isZlibHeader(start) ? createInflate() : createInflateRaw(), start, rest);
}

async function* gunzipped(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { start, rest } = await beginningOf(body, (bytes) => gzipHeaderEnd(bytes) !== null);
  if (start.length > 0) yield* through(createInflateRaw(), start.subarray(gzipHeaderEnd(start) ?? start.length), rest);
}

async function* unbrotlied(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { start, rest } = await beginningOf(body, ({ length }) => length > 0);
  if (start.length > 0) yield* through(createBrotliDecompress(), start, rest);
}

const codings: ReadonlyMap<string, Coding> = new Map([
  ['gzip', gunzipped],
  ['x-gzip', gunzipped],
  ['deflate', inflated],
  ['br', unbrotlied],
]);

/** Known to Chromium, which refuses it where it was not offered. */
const notOffered: ReadonlySet<string> = new Set(['zstd']);

/**
 * The body without its compression, chunk by chunk, so that a small bomb meets the size limit and not the memory's. `header` is every
 * `Content-Encoding` line in order. Several codings are taken off in reverse; when one of them is unknown (`UTF-8`, `identity`), the body is
 * left as it came. A line that names none, or compression that was not offered, throws an error with the code `unsupported-encoding` when the
 * body is read, and not before: the status may say enough.
 */
export const decodedBody = (body: Readable, header: readonly string[]): AsyncIterable<Uint8Array> => {
  const names = header.flatMap((line) => line.split(',')).map((name) => name.trim().toLowerCase());
  if (names.some((name) => /["=;*\s]/.test(name) || notOffered.has(name))) return refuseBody(body);
  const known = names.map((name) => codings.get(name));
  return known.every((coding) => coding !== undefined)
    ? known.reduceRight<AsyncIterable<Uint8Array>>((bytes, coding) => coding(bytes), body)
    : body;
};

const refuseBody = (body: Readable): AsyncIterable<Uint8Array> => ({
  [Symbol.asyncIterator]: () => {
    body.destroy();
    return { next: () => Promise.reject(codingError('unsupported-encoding')) };
  },
});

const codingError = (code: string): Error =>
  Object.assign(new Error('The response is not in the encoding that it says'), { code });

interface Beginning {
  readonly start: Buffer;
  readonly rest: AsyncIterator<Uint8Array>;
}

/** Reads until enough is there to judge by, or all. */
const beginningOf = async (
  body: AsyncIterable<Uint8Array>,
  isEnough: (bytes: Buffer) => boolean,
): Promise<Beginning> => {
  const rest = body[Symbol.asyncIterator]();
  let start = Buffer.alloc(0);
  while (!isEnough(start)) {
    const next = await rest.next();
    if (next.done === true) break;
    start = Buffer.concat([start, next.value]);
  }
  return { start, rest };
};

const through = (decoder: Transform, start: Uint8Array, rest: AsyncIterator<Uint8Array>): Transform => {
  async function* whole(): AsyncGenerator<Uint8Array> {
    yield start;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  }
  // Failures reach whoever reads the decoder; the callback only keeps pipeline from throwing them.
  pipeline(whole, decoder, () => undefined);
  return decoder;
};

/** RFC 1950, 2.2: method 8, a window of at most 32 KB, a check sum over both bytes, no dictionary. Many a `deflate` comes without it. */
const isZlibHeader = ([method = 0, flags = 0]: Uint8Array): boolean =>
  (method & 0x0f) === 8 && method >> 4 <= 7 && ((method << 8) | flags) % 31 === 0 && (flags & 0x20) === 0;

const gzipMagic = [0x1f, 0x8b, 8];
/** A name or comment without an end must not fill the memory. */
const maxGzipHeaderBytes = 8 * 1024;

/** Where the header of a gzip member ends; null while it goes on. Throws `Z_DATA_ERROR` for what is none. */
const gzipHeaderEnd = (bytes: Buffer): number | null => {
  const isOther = gzipMagic.some((byte, index) => index < bytes.length && bytes[index] !== byte);
  if (isOther) throw codingError('Z_DATA_ERROR');
  const end = bytes.length < 10 ? Number.POSITIVE_INFINITY : endOfFields(bytes);
  if (end <= bytes.length) return end;
  if (bytes.length > maxGzipHeaderBytes) throw codingError('Z_DATA_ERROR');
  return null;
};

/** Where the optional fields end that the flags name (RFC 1952, 2.3); beyond the bytes when more of them have to come. */
const endOfFields = (bytes: Buffer): number => {
  const flags = bytes[3] ?? 0;
  let end = 10;
  if ((flags & 4) !== 0) {
    if (bytes.length < end + 2) return end + 2;
    end += 2 + bytes.readUInt16LE(end);
  }
  for (const flag of [8, 16]) {
    if ((flags & flag) === 0) continue;
    const zero = bytes.indexOf(0, end);
    if (zero === -1) return Number.POSITIVE_INFINITY;
    end = zero + 1;
  }
  return (flags & 2) === 0 ? end : end + 2;
};
