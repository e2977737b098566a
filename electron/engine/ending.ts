/**
 * Ends one after the other. What has not ended after `patienceMs` milliseconds is left behind with what follows it, such as a question of the
 * keychain that nobody answers; without a patience each is waited for.
 */
export const endAll = async (ends: readonly (() => Promise<void>)[], patienceMs?: number): Promise<void> => {
  const ended = inTurn(ends);
  if (patienceMs === undefined) return ended;
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => (timer = setTimeout(resolve, patienceMs)));
  try {
    await Promise.race([ended, over]);
  } finally {
    clearTimeout(timer);
  }
};

const inTurn = async (ends: readonly (() => Promise<void>)[]): Promise<void> => {
  for (const end of ends) await end();
};
