import type { ReadOrder } from '../../electron/core/ports/provider.ts';
import { parseJson } from '../../electron/providers/reading/json.ts';
import { normaliseRow } from '../../electron/providers/wolover/normalise.ts';
import { unitsOf } from '../../electron/providers/wolover/units.ts';

/** A row of Wolover's list as a round reads it, numbers as their digits, by the settings of an account, whenever it was placed. */
export const readWoloverRow = (row: unknown, settings: Readonly<Record<string, string>>): ReadOrder => {
  const json = parseJson(JSON.stringify(row));
  const order = json.ok ? normaliseRow(json.value, unitsOf(settings), Number.POSITIVE_INFINITY) : null;
  if (order === null) throw new Error('no order');
  return order;
};
