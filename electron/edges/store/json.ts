import type { z } from 'zod';

/** Reads JSON from the store. Throws where it is none, or not of the form that it should have: its row is damaged. */
export const storedJson = <Value>(text: string, schema: z.ZodType<Value>): Value => {
  const value: unknown = JSON.parse(text);
  return schema.parse(value);
};

/** JSON that somebody may have cut, such as a setting that has an initial value anyway; undefined then. */
export const readableJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** Text that may be absent, as JSON or null. */
export const storedJsonOrNull = <Value>(text: string | null, schema: z.ZodType<Value>): Value | null =>
  text === null ? null : storedJson(text, schema);
