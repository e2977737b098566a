import type { RequestParts } from '../accounts/registration.ts';
import { initialSettings, type StoredNetwork } from '../contract/settings.ts';
import { confirmedByEnvironment, consentIn, type CaConsent } from '../http/ca-consent.ts';
import type { FindProxy } from '../http/find-proxy.ts';
import type { Gateway } from '../http/gateway.ts';
import { nodeGateway } from '../http/node-gateway.ts';
import { openRound } from '../http/open-round.ts';
import { wayTo } from '../http/recipient.ts';
import { openForReading } from '../store/open.ts';
import type { Vault } from '../secrets/vault.ts';
import { readNetwork } from '../store/settings.ts';
import { withStore } from './with-store.ts';

/** The network settings in a store; the initial ones where there is none yet. */
export const storedNetwork = (store: string): StoredNetwork => {
  const read = withStore({ openStore: () => openForReading(store) }, (database) =>
    database === null ? initialSettings : readNetwork(database),
  );
  return read.ok ? read.value : initialSettings;
};

/** Where the terminal program learns whom to trust. */
export interface TrustParts {
  readonly vault: Vault;
  /** The file of extra certificates that the environment names; wins over the store. */
  readonly environmentCa?: string | null;
}

/** The network settings that hold here, and who has the word on their extra certificates. */
export const networkOf = (
  store: string,
  { vault, environmentCa = null }: TrustParts,
): { readonly settings: StoredNetwork; readonly consent: CaConsent } => {
  const stored = storedNetwork(store);
  if (environmentCa === null) return { settings: stored, consent: consentIn(vault) };
  const damaged = stored.damaged?.filter((name) => name !== 'extraCa') ?? [];
  return { settings: { ...stored, extraCa: environmentCa, damaged }, consent: confirmedByEnvironment };
};

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
    return openRound(wayTo(recipient, gateway), now, signal);
  };
};
