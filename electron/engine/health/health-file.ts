import { closeSync, constants, fstatSync, openSync, readSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { failureCodes } from '../../core/model/failure.ts';
import { healthSteps, unknownHealth, type Health } from '../../core/model/health.ts';
import { epochMsOf } from '../../core/model/instant.ts';
import { instantSchema } from '../../core/model/settings-schema.ts';
import { isForgotten } from './troubles.ts';

/**
 * Returns the path of the bell's health, beside the store: `doctor` is another process, and a store that is full or damaged could not hold
 * it.
 */
const healthFileOf = (storePath: string): string => `${storePath}.health`;

const largestBytes = 64 * 1024;
const text = z.string().max(500);

const healthSchema: z.ZodType<Health> = z.object({
  lastLookAt: instantSchema.nullable(),
  troubles: z
    .array(
      z.object({
        step: z.enum(healthSteps),
        subject: text.nullable(),
        others: z.number(),
        since: instantSchema,
        last: instantSchema,
        count: z.number(),
        code: z.enum(failureCodes).nullable(),
        reason: text.nullable(),
        detail: text.nullable(),
      }),
    )
    .max(healthSteps.length),
});

const overSchema = z.object({ isOver: z.boolean() });

/** Writes the bell's health, whole or not at all. Where nothing can be written nothing is: the bell goes on. `isOver`: it has ended in order. */
export const writeHealth = (storePath: string, health: Health, isOver = false): void => {
  const path = healthFileOf(storePath);
  try {
    // What lies there may be a pipe, which would be waited for without end.
    rmSync(`${path}.new`, { force: true });
    const text = JSON.stringify({ ...health, ...(isOver ? { isOver } : {}) });
    writeFileSync(`${path}.new`, text, { mode: 0o600, flag: 'wx' });
    renameSync(`${path}.new`, path);
  } catch {
    // The window, the tray and the terminal are told without it.
  }
};

/**
 * Returns the health that the running bell, or the last one, has written, without outdated trouble; `unknownHealth` without a readable
 * file.
 */
export const readHealth = (storePath: string, nowMs: number): Health => {
  const { lastLookAt, troubles } = valueOr(() => healthSchema.parse(readHealthFile(storePath)), unknownHealth);
  return { lastLookAt, troubles: troubles.filter(({ last }) => !isForgotten(epochMsOf(last), nowMs)) };
};

/** Whether the bell that wrote its health last has ended in order since. */
export const hasEnded = (storePath: string): boolean =>
  valueOr(() => overSchema.parse(readHealthFile(storePath)).isOver, false);

const readHealthFile = (storePath: string): unknown => JSON.parse(readSmallFile(healthFileOf(storePath)));

const valueOr = <Value>(read: () => Value, otherwise: Value): Value => {
  try {
    return read();
  } catch {
    return otherwise;
  }
};

/** A file of ours is small and a file: a pipe of its name would be waited for without end. */
const readSmallFile = (path: string): string => {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const { size } = fstatSync(descriptor);
    if (!fstatSync(descriptor).isFile() || size > largestBytes) return '';
    const bytes = Buffer.alloc(size);
    return bytes.toString('utf8', 0, readSync(descriptor, bytes, 0, size, 0));
  } finally {
    closeSync(descriptor);
  }
};
