import type { RequestParts } from '../engine/polling/ports.ts';
import type { FindProxy } from '../edges/http/find-proxy.ts';
import type { Gateway } from '../edges/http/gateway.ts';
import { nodeGateway } from '../edges/http/node-gateway.ts';
import { openRound } from '../edges/http/open-round.ts';
import { wayTo } from '../edges/http/recipient.ts';
import { chance } from '../edges/system/chance.ts';
import { networkOf, type TrustParts } from '../program/network.ts';

/** The network of the terminal program, by the settings in a store. */
export interface TerminalHttp {
  readonly open: RequestParts['openHttp'];
  /** The settings changed: they are read anew before the next round. */
  readonly followSettings: () => void;
}

/** Returns the network by the settings in a store, which are read before the first round and after each change. */
export const terminalHttp = (store: string, now: () => number, system: FindProxy, trust: TrustParts): TerminalHttp => {
  let gateway: Gateway | null = null;
  return {
    open: (recipient, signal) => {
      if (gateway === null) {
        const { settings, consent } = networkOf(store, trust);
        gateway = nodeGateway(settings, system, consent);
      }
      return openRound(wayTo(recipient, gateway), { now, random: chance }, signal);
    },
    followSettings: () => {
      gateway = null;
    },
  };
};
