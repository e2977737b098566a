import type { Instant } from '../../core/model/ids.ts';
import { instantOf } from '../../core/model/instant.ts';
import { textOrNullOf, type Row } from './database.ts';

/** An instant column; null stays null. */
export const instantOrNullOf = (row: Row, column: string): Instant | null => {
  const text = textOrNullOf(row, column);
  return text === null ? null : instantOf(Date.parse(text));
};

/** An instant column that is always set. */
export const instantColumnOf = (row: Row, column: string): Instant => {
  const instant = instantOrNullOf(row, column);
  if (instant === null) throw new Error(`column ${column} is empty`);
  return instant;
};
