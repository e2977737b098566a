import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, realpathSync, renameSync, rmSync, writeSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { ExportFormat } from '../../core/model/export-format.ts';
import { failed, success, type Result } from '../../core/model/failure.ts';
import type { LocaleSetting } from '../../core/words/instants.ts';
import type { UserFiles } from '../../program/desktop/user-files.ts';
import { ResultWriter } from '../terminal/result-writer.ts';

/** What an export is written with. */
export interface ExportParts {
  /** Asks where to; null when the user would rather not. */
  readonly whereTo: (format: ExportFormat) => Promise<string | null>;
  readonly now: () => number;
  readonly localeSetting: () => LocaleSetting;
}

/**
 * Returns what writes rentals where the user says: what the list shows, some of it, or all. Other things have their turn between pages. Fails with
 * `export.not-written` where the file cannot be, of which nothing is left then.
 */
export const rentalExport =
  ({ whereTo, now, localeSetting }: ExportParts): UserFiles['exportRentals'] =>
  async (questions, { format, only: asked }) => {
    const file = await whereTo(format);
    if (file === null) return success(null);
    const only =
      asked !== null && 'filter' in asked
        ? await questions.rentals.findListed(asked.filter)
        : success(asked?.ids ?? null);
    if (!only.ok) return only;
    // Nobody needs it while the program starts.
    const { writeExport } = await import('../terminal/export-writers.ts');
    const here = { clock: { now }, localeSetting: localeSetting() };
    return writtenWhole(file, async (out) => {
      const written = await writeExport('rentals', format, { here, questions, withinMs: null, out, only: only.value });
      return written.ok ? success({ file, isWhole: out.lacking.length === 0 }) : written;
    });
  };

/** Writes beside the place and takes it once all is there and on the disk, so that no half of a file is ever left. */
const writtenWhole = async <Value>(
  file: string,
  write: (out: ResultWriter) => Promise<Result<Value>>,
): Promise<Result<Value>> => {
  try {
    // What a link stands for is written, and the link stays.
    const place = existsSync(file) ? realpathSync(file) : file;
    // A name that nobody has: another export may be under way.
    const part = `${place}.${randomUUID()}.part`;
    const descriptor = openSync(part, 'wx');
    try {
      const written = await writtenInto(descriptor, write);
      if (written.ok) renameSync(part, place);
      return written;
    } finally {
      rmSync(part, { force: true });
    }
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === null) throw error;
    return failed('export.not-written', { detail: code });
  }
};

const writtenInto = async <Value>(
  descriptor: number,
  write: (out: ResultWriter) => Promise<Result<Value>>,
): Promise<Result<Value>> => {
  try {
    const streams = { out: (text: string) => writeAll(descriptor, Buffer.from(text, 'utf8')), isEnded: () => false };
    const out = new ResultWriter(streams, () => setImmediate());
    const written = await write(out);
    if (written.ok) {
      out.flush();
      fsyncSync(descriptor);
    }
    return written;
  } finally {
    closeSync(descriptor);
  }
};

const writeAll = (descriptor: number, bytes: Uint8Array): void => {
  for (let taken = 0; taken < bytes.length;) taken += writeSync(descriptor, bytes, taken);
};

/** The code of an error of the system, such as ENOSPC; null for a bug. */
const systemCodeOf = (error: unknown): string | null =>
  error instanceof Error && 'syscall' in error && 'code' in error ? String(error.code) : null;
