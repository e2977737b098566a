import { second } from '../../core/model/instant.ts';
import { posixZone, type PosixZone } from './posix-zone.ts';

const headerBytes = 44;

/** One block of a file (RFC 8536, 3.1): a header with the counts, and behind it the data, whose instants have 4 or 8 bytes. */
interface Block {
  readonly dataAt: number;
  readonly endAt: number;
  readonly times: number;
  readonly types: number;
}

const blockAt = (view: DataView, at: number, timeBytes: 4 | 8): Block | null => {
  if (view.getUint32(at) !== 0x54_5a_69_66) return null;
  const [utcs = 0, standards = 0, leaps = 0, times = 0, types = 0, letters = 0] = [0, 1, 2, 3, 4, 5].map((index) =>
    view.getUint32(at + 20 + index * 4),
  );
  const dataAt = at + headerBytes;
  const bytes = times * (timeBytes + 1) + types * 6 + letters + leaps * (timeBytes + 4) + standards + utcs;
  return { dataAt, endAt: dataAt + bytes, times, types };
};

/**
 * Reads a zone from the bytes of a file: its list of clock changes, and what its footer states for all that come after the last one. Null
 * where a file has no footer, as before version 2, or is damaged.
 */
export const zoneOfFile = (bytes: Uint8Array): PosixZone | null => {
  try {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const old = blockAt(view, 0, 4);
    const block = old === null ? null : blockAt(view, old.endAt, 8);
    if (block === null) return null;
    const [, footer = ''] = /^\n([^\n]*)\n/.exec(new TextDecoder('latin1').decode(bytes.subarray(block.endAt))) ?? [];
    const after = posixZone(footer);
    return after === null ? null : withChanges(changesOf(view, block), after);
  } catch (error) {
    // An offset beyond the end.
    if (error instanceof RangeError) return null;
    throw error;
  }
};

/** A clock change of the list: when it is, in epoch milliseconds, and how far ahead of UTC the clocks are from then on. */
interface Change {
  readonly atMs: number;
  readonly offset: number;
}

const changesOf = (view: DataView, { dataAt, times, types }: Block): readonly Change[] => {
  const kindsAt = dataAt + times * 8;
  const offsetsAt = kindsAt + times;
  return Array.from({ length: times }, (_, index) => {
    const kind = view.getUint8(kindsAt + index);
    if (kind >= types) throw new RangeError('no such type');
    return {
      atMs: Number(view.getBigInt64(dataAt + index * 8)) * second,
      offset: view.getInt32(offsetsAt + kind * 6) * second,
    };
  });
};

const withChanges = (changes: readonly Change[], after: PosixZone): PosixZone => {
  const lastMs = changes.at(-1)?.atMs ?? Number.NEGATIVE_INFINITY;
  const yearOf = (atMs: number): number => new Date(atMs).getUTCFullYear();
  return {
    offsetAt: (atMs) =>
      (atMs < lastMs ? changes.findLast((change) => change.atMs <= atMs)?.offset : null) ?? after.offsetAt(atMs),
    changesIn: (atMs) => [
      ...changes.flatMap((change) => (yearOf(change.atMs) === yearOf(atMs) ? [change.atMs] : [])),
      ...after.changesIn(atMs).filter((each) => each > lastMs),
    ],
  };
};
