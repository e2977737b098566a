import type { RequestParts } from '../../engine/polling/ports.ts';
import { initialSettings, type StoredNetwork } from '../../core/model/settings.ts';
import { consentIn } from '../../program/extra-ca.ts';
import { type CaConsent, confirmedByEnvironment } from '../../edges/http/ca-consent.ts';
import type { FindProxy } from '../../edges/http/find-proxy.ts';
import type { Gateway } from '../../edges/http/gateway.ts';
import { nodeGateway } from '../../edges/http/node-gateway.ts';
import { openRound } from '../../edges/http/open-round.ts';
import { wayTo } from '../../edges/http/recipient.ts';
import { openForReading } from '../../edges/store/open.ts';
import type { Vault } from '../../edges/secrets/vault.ts';
import { readNetwork } from '../../edges/store/settings.ts';
import { withStore } from './with-store.ts';
import { chance } from '../../edges/system/chance.ts';

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
    return openRound(wayTo(recipient, gateway), { now, random: chance }, signal);
  };
};
