import { JsonNumber } from './json.ts';

/** A number as Python writes a float, which always has a point: 1796430000 → `1796430000.0`. */
export function pythonFloat(value: number): JsonNumber {
  return new JsonNumber(Number.isInteger(value) ? `${value}.0` : String(value));
}
