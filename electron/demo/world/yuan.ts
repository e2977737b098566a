import { JsonNumber } from './json.ts';

/** Fen as the number text in yuan that the APIs write: 1750 → `17.5`. */
export function yuan(fen: number): JsonNumber {
  const text = `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
  return new JsonNumber(text.replace(/\.?0+$/, ''));
}
