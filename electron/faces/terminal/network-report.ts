import type { Failure } from '../../core/model/failure.ts';
import type { ProxySetting } from '../../core/model/proxy.ts';
import type { NetworkSettings } from '../../core/model/settings.ts';
import { failureText } from '../../core/words/failure.ts';
import { t } from '../../core/words/words.ts';
import type { CaConsent } from '../../edges/http/ca-consent.ts';
import { readExtraCa } from '../../edges/http/extra-ca.ts';
import type { FindProxy } from '../../edges/http/find-proxy.ts';
import { networkFailure } from '../../edges/http/network-failure.ts';
import type { DoctorReport } from './doctor-report.ts';
import { networkOf } from './network.ts';
import type { Terminal } from './terminal.ts';

type NetworkReport = Pick<DoctorReport, 'proxy' | 'extraCa'>;

/** The network settings that hold here, each with why nothing can be sent by it. */
export interface NetworkState extends NetworkSettings {
  readonly proxyFailure: Failure | null;
  readonly extraCaFailure: Failure | null;
}

/** Says what a round would say of the network settings before it sends anything. The keychain is asked only about extra certificates. */
export const networkState = async (terminal: Terminal): Promise<NetworkState> => {
  const { settings, consent } = networkOf(terminal.storePath, terminal);
  const { proxy, extraCa, damaged = [] } = settings;
  return {
    proxy,
    extraCa,
    proxyFailure: damaged.includes('proxy') ? { code: 'network.proxy', detail: 'proxy-damaged' } : null,
    extraCaFailure: damaged.includes('extraCa')
      ? { code: 'network.tls', detail: 'ca-damaged' }
      : await extraCaFailure(extraCa, consent),
  };
};

const extraCaFailure = async (path: string | null, consent: CaConsent): Promise<Failure | null> => {
  if (path === null) return null;
  const read = await readExtraCa(path);
  if (!read.ok) return read.failure;
  const detail = await consent(read.value);
  return detail === null ? null : { code: 'network.tls', detail };
};

/** How requests would leave this computer: the proxy, and whether the extra certificates can be used. No provider is asked. */
export const networkReport = async (terminal: Terminal): Promise<NetworkReport> => {
  const { proxy, extraCa, proxyFailure, extraCaFailure: failure } = await networkState(terminal);
  return {
    proxy:
      proxyFailure === null
        ? await proxyReport(proxy, terminal.systemProxies)
        : { mode: 'system', address: null, failure: proxyFailure },
    extraCa: extraCa === null && failure === null ? null : { path: extraCa, failure },
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

/** The lines of `doctor` about the proxy and the extra certificates. */
export const networkLines = ({ proxy, extraCa }: NetworkReport): readonly (readonly [string, string])[] => [
  [t.cli_doctor_proxy(), proxyText(proxy)],
  [t.cli_doctor_extra_ca(), extraCaText(extraCa)],
];

const proxyText = ({ mode, address, failure }: NetworkReport['proxy']): string => {
  if (failure !== null) return failureText(failure);
  if (mode === 'system')
    return address === null ? t.cli_doctor_proxy_system_none() : t.cli_doctor_proxy_system({ address });
  return address ?? t.cli_doctor_proxy_none();
};

const extraCaText = (extraCa: NetworkReport['extraCa']): string => {
  if (extraCa === null) return t.cli_doctor_extra_ca_none();
  const said = extraCa.failure === null ? [] : [failureText(extraCa.failure)];
  return [...(extraCa.path === null ? [] : [extraCa.path]), ...said].join(': ');
};
