import { minute } from '../contract/instant.ts';
import { chance } from '../system/chance.ts';
import type { RoundHttp, Transport } from './port.ts';
import { createHttpPort } from './send.ts';
import { realWait } from './wait.ts';

/** A clock that is off by more than this makes signatures and deadlines doubtful. */
const tolerableSkewMs = 2 * minute;

/** Opens the network door of one round over a transport; keeps the clock skew when it is worth a warning. */
export const openRound = (transport: Transport, now: () => number, signal: AbortSignal): RoundHttp => {
  let skewMs: number | null = null;
  let isDamaged = false;
  const port = createHttpPort({
    transport,
    now,
    wait: realWait,
    random: chance,
    signal,
    onSkew: (measured) => {
      skewMs = Math.abs(measured) > tolerableSkewMs ? measured : null;
    },
    onDamagedText: () => {
      isDamaged = true;
    },
  });
  return {
    port,
    requests: () => port.requests(),
    notBeforeMs: () => port.notBeforeMs(),
    clockSkewMs: () => skewMs,
    hasDamagedText: () => isDamaged,
  };
};
