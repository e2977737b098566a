import { z } from 'zod';
import { failureCodes } from '../../core/model/failure.ts';
import { healthSteps, unknownHealth, type Health } from '../../core/model/health.ts';
import { epochMsOf } from '../../core/model/instant.ts';
import { instantSchema } from '../../core/model/settings-schema.ts';
import { readSmallFile, writeSmallFile } from './small-file.ts';
import { isForgotten } from './troubles.ts';

/**
 * Returns the path of the bell's health, beside the store: `doctor` is another process, and a store that is full or damaged could not hold
 * it.
 */
const healthFileOf = (storePath: string): string => `${storePath}.health`;

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
  // The window, the tray and the terminal are told without it too.
  writeSmallFile(healthFileOf(storePath), { ...health, ...(isOver ? { isOver } : {}) });
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

const readHealthFile = (storePath: string): unknown => readSmallFile(healthFileOf(storePath));

const valueOr = <Value>(read: () => Value, otherwise: Value): Value => {
  try {
    return read();
  } catch {
    return otherwise;
  }
};
