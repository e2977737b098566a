import type { z } from 'zod';

/** Reads JSON from the store. Throws where it is none, or not of the form that it should have: its row is damaged. */
export const storedJson = <Value>(text: string, schema: z.ZodType<Value>): Value => {
  const value: unknown = JSON.parse(text);
  return schema.parse(value);
};

/** Text that may be absent, as JSON or null. */
export const storedJsonOrNull = <Value>(text: string | null, schema: z.ZodType<Value>): Value | null =>
  text === null ? null : storedJson(text, schema);
