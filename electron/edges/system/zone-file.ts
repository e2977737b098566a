// A zone of which only the file is known: `TZ` names a file, or /etc/localtime is a copy. The runtime takes its winter for the whole year.
import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from 'node:fs';
import type { PosixZone } from './posix-zone.ts';
import { zoneOfFile } from './zone-bytes.ts';

/** A zone as its file states it. */
export interface ZoneFile {
  /** Where the file really is. */
  readonly path: string;
  readonly zone: PosixZone;
}

/** Files of the zone database have 4 kB at most. */
const maxBytes = 64 * 1024;

/** Reads a zone from a file; null when there is none, or it is anything but a small file of the zone database. */
export const readZoneFile = (path: string): ZoneFile | null => {
  try {
    const bytes = boundedBytes(path);
    const zone = bytes === null ? null : zoneOfFile(bytes);
    return zone === null ? null : { path: realpathSync(path), zone };
  } catch {
    return null;
  }
};

const boundedBytes = (path: string): Uint8Array | null => {
  // A pipe would keep us waiting for somebody to write into it.
  const handle = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stat = fstatSync(handle);
    if (!stat.isFile() || stat.size > maxBytes) return null;
    const bytes = new Uint8Array(stat.size);
    return readSync(handle, bytes) === stat.size ? bytes : null;
  } finally {
    closeSync(handle);
  }
};
