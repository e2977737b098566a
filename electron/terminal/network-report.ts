import type { Failure } from '../contract/failure.ts';
import type { ProxySetting } from '../contract/proxy.ts';
import { failureText } from '../contract/words/failure.ts';
import { t } from '../contract/words/words.ts';
import { readExtraCa } from '../http/extra-ca.ts';
import type { FindProxy } from '../http/find-proxy.ts';
import { networkFailure } from '../http/network-failure.ts';
import type { DoctorReport } from './doctor-report.ts';
import { storedNetwork } from './network.ts';
import type { Terminal } from './terminal.ts';

type NetworkReport = Pick<DoctorReport, 'proxy' | 'extraCa'>;

/** How requests would leave this computer: the proxy, and whether the extra certificates can be used. Nobody is asked. */
export const networkReport = async ({ storePath, systemProxies }: Terminal): Promise<NetworkReport> => {
  const { proxy, extraCa } = storedNetwork(storePath);
  const read = extraCa === null ? null : await readExtraCa(extraCa);
  return {
    proxy: await proxyReport(proxy, systemProxies),
    extraCa: extraCa === null ? null : { path: extraCa, failure: read?.ok === false ? read.failure : null },
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
  return extraCa.failure === null ? extraCa.path : `${extraCa.path}: ${failureText(extraCa.failure)}`;
};
