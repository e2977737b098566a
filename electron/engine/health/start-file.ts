import { z } from 'zod';
import type { Instant } from '../../core/model/ids.ts';
import { instantOf } from '../../core/model/instant.ts';
import { instantSchema } from '../../core/model/settings-schema.ts';
import { startMarkNames, type StartMark, type StartMarkName } from '../../core/model/start-marks.ts';
import { readSmallFile, writeSmallFile } from './small-file.ts';

/** Returns the path of the app's last start, beside the store: `doctor` is another process. */
const startFileOf = (storePath: string): string => `${storePath}.start`;

/** When a start came how far. */
export interface Start {
  /** When the process was spawned. */
  readonly at: Instant;
  readonly version: string;
  /** Milliseconds from then to each mark that was passed, in their order. */
  readonly marks: readonly { readonly name: StartMarkName; readonly ms: number }[];
}

const startSchema: z.ZodType<Start> = z.object({
  at: instantSchema,
  version: z.string().max(100),
  marks: z.array(z.object({ name: z.enum(startMarkNames), ms: z.number() })).max(startMarkNames.length),
});

/** What a process knows of itself at its start. */
export interface Spawned {
  readonly version: string;
  /** When it was spawned, in epoch milliseconds. */
  readonly atMs: number;
}

/** Returns the marks of a start as times since its process was spawned, in tenths of a millisecond. */
export const startOf = ({ version, atMs }: Spawned, marks: readonly StartMark[]): Start => ({
  at: instantOf(Math.round(atMs)),
  version,
  marks: [...marks]
    .sort((one, other) => one.atMs - other.atMs)
    .map((mark) => ({ name: mark.name, ms: Math.round((mark.atMs - atMs) * 10) / 10 })),
});

/** Writes down beside the store how this start went: the marks of main, and those that the page tells. */
export class StartNote {
  readonly #storePath: string;
  readonly #spawned: Spawned;
  readonly #marks = new Map<StartMarkName, StartMark>();

  constructor(storePath: string, spawned: Spawned) {
    this.#storePath = storePath;
    this.#spawned = spawned;
  }

  /** Notes marks; one that is known already keeps its first time, so that a window that is opened later changes nothing. */
  add(marks: readonly StartMark[]): void {
    const before = this.#marks.size;
    for (const mark of marks) if (!this.#marks.has(mark.name)) this.#marks.set(mark.name, mark);
    if (this.#marks.size > before)
      writeSmallFile(startFileOf(this.#storePath), startOf(this.#spawned, [...this.#marks.values()]));
  }
}

/** Returns how the app's last start over a store went; null where nothing readable was written down. */
export const readStart = (storePath: string): Start | null => {
  try {
    return startSchema.parse(readSmallFile(startFileOf(storePath)));
  } catch {
    return null;
  }
};
