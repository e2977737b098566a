import type { RequestParts } from '../accounts/registration.ts';
import { initialSettings, type NetworkSettings } from '../contract/settings.ts';
import type { FindProxy } from '../http/find-proxy.ts';
import type { Gateway } from '../http/gateway.ts';
import { nodeGateway } from '../http/node-gateway.ts';
import { openRound } from '../http/open-round.ts';
import { wayTo } from '../http/recipient.ts';
import { openForReading } from '../store/open.ts';
import { readSettings } from '../store/settings.ts';
import { withStore } from './with-store.ts';

/** The network settings in a store; the initial ones where there is none yet. */
export const storedNetwork = (store: string): NetworkSettings => {
  const read = withStore({ openStore: () => openForReading(store) }, (database) =>
    database === null ? initialSettings : readSettings(database),
  );
  return read.ok ? read.value : initialSettings;
};

/** Opens rounds as the settings in a store say; they are read before the first, and nobody else changes them while this program writes. */
export const openHttpOver = (store: string, now: () => number, system: FindProxy): RequestParts['openHttp'] => {
  let gateway: Gateway | null = null;
  return (recipient, signal) => {
    gateway ??= nodeGateway(storedNetwork(store), system);
    return openRound(wayTo(recipient, gateway), now, signal);
  };
};
