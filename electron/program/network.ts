import { success, type Failure, type Result } from '../core/model/failure.ts';
import type { ProxySetting } from '../core/model/proxy.ts';
import { readExtraCa } from '../edges/http/extra-ca.ts';
import { networkFailure } from '../edges/http/network-failure.ts';
import { initialSettings, type NetworkSettings, type StoredNetwork } from '../core/model/settings.ts';
import { consentIn } from './extra-ca.ts';
import { type CaConsent, confirmedByEnvironment } from '../edges/http/ca-consent.ts';
import type { FindProxy } from '../edges/http/find-proxy.ts';
import { storeFailureOf } from '../edges/store/failures.ts';
import { openForReading } from '../edges/store/open.ts';
import type { Vault } from '../edges/secrets/vault.ts';
import { readNetwork } from '../edges/store/settings.ts';
import { guardNoun } from './guard-noun.ts';

/** Returns the network settings of a store; the initial ones when there is no store yet. */
const storedNetwork = (store: string): Result<StoredNetwork> => {
  const opened = openForReading(store);
  if (!opened.ok) return opened;
  if (opened.value === null) return success(initialSettings);
  try {
    return success(readNetwork(opened.value.database));
  } catch (error) {
    return { ok: false, failure: storeFailureOf(error) };
  } finally {
    opened.value.close();
  }
};

/** Where the terminal program learns whom to trust. */
export interface TrustParts {
  readonly vault: Vault;
  /** The file of extra certificates that the environment names; wins over the store. */
  readonly environmentCa?: string | null;
}

/** Network settings, and who decides about their extra certificates. */
interface TrustedNetwork {
  readonly settings: StoredNetwork;
  readonly consent: CaConsent;
}

/** Returns the network settings in force, those of a new store where it cannot be opened, and who decides about their extra certificates. */
export const networkOf = (store: string, trust: TrustParts): TrustedNetwork => {
  const stored = storedNetwork(store);
  return trusted(stored.ok ? stored.value : initialSettings, trust);
};

const trusted = (stored: StoredNetwork, { vault, environmentCa = null }: TrustParts): TrustedNetwork => {
  if (environmentCa === null) return { settings: stored, consent: consentIn(vault) };
  const damaged = stored.damaged?.filter((name) => name !== 'extraCa') ?? [];
  return { settings: { ...stored, extraCa: environmentCa, damaged }, consent: confirmedByEnvironment };
};

/** What the network of the terminal program stands on. */
export interface NetworkParts {
  readonly storePath: string;
  readonly trust: TrustParts;
  /** Where the proxy setting `system` leads here. */
  readonly systemProxies: FindProxy;
  /** What in the environment makes this program trust other authorities, see `environmentTrust`. */
  readonly environmentTrust: readonly string[];
}

/** How requests would leave this computer: through which proxy, and with which extra certificates. */
export interface NetworkReport {
  /** The setting (`manual` with its address), and the proxy of https requests that `system` leads to here; never a password. */
  readonly proxy: {
    readonly mode: 'system' | 'none' | 'manual';
    readonly address: string | null;
    readonly failure: Failure | null;
  };
  /** The file of extra certificates (null when the setting is damaged) and why it cannot be used; null without one. */
  readonly extraCa: { readonly path: string | null; readonly failure: Failure | null } | null;
  /** What in the environment makes the program trust other authorities besides; nothing where a file of extra certificates is set, which leaves no room for those. */
  readonly environmentTrust: readonly string[];
}

/** The network settings in force, with what is wrong with them. */
export interface NetworkState extends NetworkSettings {
  readonly proxyFailure: Failure | null;
  readonly extraCaFailure: Failure | null;
}

/**
 * Returns what a round would report of the network settings before it sends anything. The keychain is asked only about extra certificates.
 */
const networkState = async ({ storePath, trust }: NetworkParts): Promise<Result<NetworkState>> => {
  const stored = storedNetwork(storePath);
  return stored.ok ? success(await stateOf(trusted(stored.value, trust))) : stored;
};

const stateOf = async ({ settings, consent }: TrustedNetwork): Promise<NetworkState> => {
  const { proxy, extraCa, damaged = [] } = settings;
  const caFailure = damaged.includes('extraCa')
    ? ({ code: 'network.tls', detail: 'ca-damaged' } as const)
    : await extraCaFailure(extraCa, consent);
  return {
    proxy,
    extraCa: shownPath(extraCa, caFailure),
    proxyFailure: damaged.includes('proxy') ? { code: 'network.proxy', detail: 'proxy-damaged' } : null,
    extraCaFailure: caFailure,
  };
};

/** Where there is no such file, what was written as its path may be a key in the wrong place, unless it is named as certificates are. */
const shownPath = (path: string | null, failure: Failure | null): string | null => {
  const isNone = failure !== null && ['ca-missing', 'ca-unreadable'].includes(failure.reason ?? failure.detail ?? '');
  return path !== null && isNone && !/[^/\\]\.(?:pem|crt|cer)$/i.test(path) ? '…' : path;
};

const extraCaFailure = async (path: string | null, consent: CaConsent): Promise<Failure | null> => {
  if (path === null) return null;
  const read = await readExtraCa(path);
  if (!read.ok) return read.failure;
  const detail = await consent(read.value);
  return detail === null ? null : { code: 'network.tls', detail };
};

/** Returns how requests would leave this computer: the proxy, and whether the extra certificates can be used. No provider is asked. */
export const networkReport = async (parts: NetworkParts): Promise<NetworkReport> => {
  const {
    proxy,
    extraCa,
    proxyFailure,
    extraCaFailure: failure,
  } = await stateOf(networkOf(parts.storePath, parts.trust));
  return {
    proxy:
      proxyFailure === null
        ? await proxyReport(proxy, parts.systemProxies)
        : { mode: 'system', address: null, failure: proxyFailure },
    ...(extraCa === null && failure === null
      ? { extraCa: null, environmentTrust: parts.environmentTrust }
      : { extraCa: { path: extraCa, failure }, environmentTrust: [] }),
  };
};

const proxyReport = async (proxy: ProxySetting, system: FindProxy): Promise<NetworkReport['proxy']> => {
  if (proxy === 'none') return { mode: 'none', address: null, failure: null };
  if (proxy !== 'system') return { mode: 'manual', address: proxy, failure: null };
  const named = await foundBy(system);
  return { mode: 'system', address: named.address, failure: named.failure };
};

/** Any public host will do: only exclusions could make a difference. */
const foundBy = async (
  find: FindProxy,
): Promise<{ readonly address: string | null; readonly failure: Failure | null }> => {
  try {
    return { address: (await find('https://provider.invalid/'))?.address ?? null, failure: null };
  } catch (error) {
    return { address: null, failure: networkFailure(error, () => true) };
  }
};

/** What can be asked about the network of the terminal program. */
export const networkQuestions = (parts: NetworkParts) =>
  guardNoun({
    /** Returns the network settings that hold here, each with why nothing can be sent by it. */
    state: () => networkState(parts),
    /** Succeeds where a file of extra certificates can be used. Fails as `readExtraCa` does. */
    checkExtraCa: async ({ path }: { readonly path: string }): Promise<Result<null>> => {
      const read = await readExtraCa(path);
      return read.ok ? success(null) : read;
    },
  });

/** What the terminal program knows of the network. */
export type NetworkQuestions = ReturnType<typeof networkQuestions>;
