import type { RequestParts } from '../engine/polling/ports.ts';
import type { FindProxy } from '../edges/http/find-proxy.ts';
import type { Gateway } from '../edges/http/gateway.ts';
import { nodeGateway } from '../edges/http/node-gateway.ts';
import { openRound } from '../edges/http/open-round.ts';
import { wayTo } from '../edges/http/recipient.ts';
import { chance } from '../edges/system/chance.ts';
import { networkOf, type TrustParts } from '../program/network.ts';

/** Opens rounds as the settings in a store say; they are read before the first, and nobody else changes them while this program writes. */
export const openHttpOver = (
  store: string,
  now: () => number,
  system: FindProxy,
  trust: TrustParts,
): RequestParts['openHttp'] => {
  let gateway: Gateway | null = null;
  return (recipient, signal) => {
    if (gateway === null) {
      const { settings, consent } = networkOf(store, trust);
      gateway = nodeGateway(settings, system, consent);
    }
    return openRound(wayTo(recipient, gateway), { now, random: chance }, signal);
  };
};
