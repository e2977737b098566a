/** A number from 0 up to 1, different each time. Whatever rolls dice gets this, or in a test something fixed. */
export const chance = (): number => Math.random();
