import { z } from 'zod';
import { idLeaf, leaf, raw, textLeaf } from '../reading/leaves.ts';
import { isObject, type JsonObject } from '../reading/json.ts';

/** One instance of the list: all that is asked for, and all that is kept. Times are epoch seconds with a fraction. */
export const rowSchema = z.object({
  id: idLeaf,
  label: leaf,
  actual_status: leaf,
  intended_status: leaf,
  cur_state: leaf,
  start_date: leaf,
  end_date: leaf,
  gpu_name: leaf,
  num_gpus: leaf,
  /** "Total $/hour including storage (and SLA charge when applicable)." */
  dph_total: leaf,
  is_bid: leaf,
  geolocation: leaf,
});

/** An instance in a Vast.ai response. */
export type VastaiRow = z.infer<typeof rowSchema>;

/** The names that the list is asked for: without them a row has `jupyter_token`, `extra_env`, `onstart` and the ways in. */
export const columns: readonly string[] = Object.keys(rowSchema.shape);

/** The columns of a row that hold one value, and nothing else of it, whatever a service adds to them. */
export const columnsOf = (row: unknown): JsonObject =>
  Object.fromEntries(isObject(row) ? Object.entries(row).filter(([name, value]) => isColumn(name, value)) : []);

const isColumn = (name: string, value: unknown): boolean =>
  columns.includes(name) && (value === null || typeof value !== 'object');

/** The envelope of both calls. Some endpoints leave out `success`, some `error`. What it says is looked through for keys before it is cut. */
export const responseSchema = z.object({
  success: leaf,
  error: textLeaf,
  msg: textLeaf,
  message: textLeaf,
  total_instances: leaf,
  next_token: raw,
  instances: raw,
  credit: leaf,
});

/** A Vast.ai response before its instances are read. */
export type VastaiResponse = z.infer<typeof responseSchema>;
