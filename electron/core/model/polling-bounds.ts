import { hour, minute } from './instant.ts';

/** How often an account may be asked at most and at least, and unless its user says otherwise. */
export const intervalBounds = { leastMs: minute, mostMs: 24 * hour, usualMs: 10 * minute } as const;

/** How many requests an account may cost in any hour: at least, at most, and unless its user says otherwise. */
export const budgetBounds = { least: 60, most: 100_000, usual: 6_000 } as const;
