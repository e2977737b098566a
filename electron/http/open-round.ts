import { minute } from '../contract/instant.ts';
import type { CountingHttp } from '../sync/ports.ts';
import type { Transport } from './port.ts';
import { createHttpPort } from './send.ts';
import { realWait } from './wait.ts';

/** A clock that is off by more than this makes signatures and deadlines doubtful. */
const tolerableSkewMs = 2 * minute;

/** Opens the network door of one round over a transport; keeps the clock skew when it is worth a warning. */
export const openRound = (transport: Transport, now: () => number, signal: AbortSignal): CountingHttp => {
  let skewMs: number | null = null;
  const port = createHttpPort({
    transport,
    now,
    wait: realWait,
    random: Math.random,
    signal,
    onSkew: (measured) => {
      skewMs = Math.abs(measured) > tolerableSkewMs ? measured : null;
    },
  });
  return { port, requests: () => port.requests(), clockSkewMs: () => skewMs };
};
