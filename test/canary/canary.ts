/** Wrong on purpose: build/check.mjs fails when the type checker does not report it. */
export const canary: number = 'not a number';
