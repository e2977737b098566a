import { closeSync, fchmodSync, fstatSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';

const openForUser = (file: string): number => {
  const descriptor = openSync(file, 'a', 0o600);
  if (process.platform !== 'win32') fchmodSync(descriptor, 0o600);
  return descriptor;
};

/**
 * A file of the user alone that grows at its end. Before a write it is put aside as `<file>.1` once it holds more than `maxBytes`, so that a program
 * that runs for years keeps two of them. Opening and writing throw what the
 * file system says.
 */
export class RotatedFile {
  readonly #file: string;
  readonly #maxBytes: number;
  #descriptor: number;
  #bytes: number;

  constructor(file: string, maxBytes: number) {
    this.#file = file;
    this.#maxBytes = maxBytes;
    this.#descriptor = openForUser(file);
    this.#bytes = fstatSync(this.#descriptor).size;
  }

  /** Returns how many of the bytes the disk took. */
  write(bytes: Uint8Array): number {
    if (this.#bytes > this.#maxBytes) this.#putAside();
    const taken = writeSync(this.#descriptor, bytes);
    this.#bytes += taken;
    return taken;
  }

  #putAside(): void {
    this.#bytes = 0;
    try {
      rmSync(`${this.#file}.1`, { force: true });
      renameSync(this.#file, `${this.#file}.1`);
      const fresh = openForUser(this.#file);
      closeSync(this.#descriptor);
      this.#descriptor = fresh;
    } catch {
      // It goes on growing rather than fall silent, and is tried again once it has grown as much.
    }
  }
}
