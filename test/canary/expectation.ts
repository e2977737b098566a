/** Wrong on purpose: nothing is wrong under the expectation, and build/check.mjs fails when the type checker does not say so. */
// @ts-expect-error
export const expectation: number = 1;
