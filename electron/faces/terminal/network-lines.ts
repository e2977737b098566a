import { failureText } from '../../core/words/failure.ts';
import { t } from '../../core/words/words.ts';
import type { NetworkReport } from '../../program/network.ts';

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
