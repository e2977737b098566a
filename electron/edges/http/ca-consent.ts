/** Answers why certificates (null: none) may not be trusted besides the usual ones, as the code of a network failure; null when they may. */
export type CaConsent = (certificates: string | null) => Promise<'ca-not-confirmed' | 'ca-unchecked' | null>;

/** For certificates that the program's environment names, which is no less the user's word than the keys in it. */
export const confirmedByEnvironment: CaConsent = () => Promise.resolve(null);

/** For a way on which no certificates are ever added, such as the demo's. */
export const nothingConfirmed: CaConsent = (certificates) =>
  Promise.resolve(certificates === null ? null : 'ca-not-confirmed');
