import { minute } from '../../core/model/instant.ts';
import type { RoundHttp } from '../../core/ports/http.ts';
import type { Transport } from './transport.ts';
import { createHttpPort } from './send.ts';
import { realWait } from './wait.ts';

/** A clock that is off by more than this makes signatures and deadlines doubtful. */
const tolerableSkewMs = 2 * minute;

/** Opens the network door of one round over a transport; keeps the clock skew when it is worth a warning. */
export const openRound = (
  transport: Transport,
  { now, random }: { readonly now: () => number; readonly random: () => number },
  signal: AbortSignal,
): RoundHttp => {
  let skewMs: number | null = null;
  let isDamaged = false;
  const port = createHttpPort({
    transport,
    now,
    wait: realWait,
    random,
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
