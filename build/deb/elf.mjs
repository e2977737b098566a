// What an ELF file of a 64-bit, little-endian Linux asks of its system: the libraries it names, and the newest glibc it uses. Built-ins only.
import { openSync, readSync, closeSync, readFileSync } from 'node:fs';

const magic = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1]);
/** Types of segments and tags of the dynamic one, from the System V ABI. */
const segment = { load: 1, dynamic: 2 };
const tag = { needed: 1n, strings: 5n, stringsLength: 10n };

/** Whether a file begins as one. */
export function isElf(file) {
  const start = Buffer.alloc(magic.length);
  const descriptor = openSync(file, 'r');
  try {
    return readSync(descriptor, start, 0, start.length, 0) === start.length && start.equals(magic);
  } finally {
    closeSync(descriptor);
  }
}

function segmentsOf(bytes) {
  const [at, size, count] = [Number(bytes.readBigUInt64LE(32)), bytes.readUInt16LE(54), bytes.readUInt16LE(56)];
  return Array.from({ length: count }, (_, index) => at + index * size).map((start) => ({
    type: bytes.readUInt32LE(start),
    offset: Number(bytes.readBigUInt64LE(start + 8)),
    address: Number(bytes.readBigUInt64LE(start + 16)),
    length: Number(bytes.readBigUInt64LE(start + 32)),
  }));
}

function textAt(bytes, start) {
  return bytes.toString('latin1', start, bytes.indexOf(0, start));
}

/** Returns `{ needed, glibc }`: names such as `libc.so.6`, and the minor version of the newest `GLIBC_2.x` symbol (0 for none). */
export function readElf(file) {
  const bytes = readFileSync(file);
  const segments = segmentsOf(bytes);
  const dynamic = segments.find(({ type }) => type === segment.dynamic);
  if (dynamic === undefined) return { needed: [], glibc: 0 };
  const entries = Array.from(
    { length: Math.floor(dynamic.length / 16) },
    (_, index) => dynamic.offset + index * 16,
  ).map((at) => [bytes.readBigUInt64LE(at), Number(bytes.readBigUInt64LE(at + 8))]);
  const [, address] = entries.find(([kind]) => kind === tag.strings);
  const home = segments.find(
    (each) => each.type === segment.load && address >= each.address && address < each.address + each.length,
  );
  const strings = address - home.address + home.offset;
  const size = Number(entries.find(([kind]) => kind === tag.stringsLength)?.[1] ?? 0);
  const versions = bytes.toString('latin1', strings, strings + size).matchAll(/\0GLIBC_2\.(\d+)/g);
  return {
    needed: entries.filter(([kind]) => kind === tag.needed).map(([, at]) => textAt(bytes, strings + at)),
    glibc: Math.max(0, ...[...versions].map(([, minor]) => Number(minor))),
  };
}
