import { failureText } from '../../core/words/failure.ts';
import { t } from '../../core/words/words.ts';
import type { NetworkReport } from '../../program/network.ts';

/** The lines of `doctor` about the proxy and the extra certificates. */
export const networkLines = ({
  proxy,
  extraCa,
  environmentTrust,
}: NetworkReport): readonly (readonly [string, string])[] => [
  [t.cli_doctor_proxy(), proxyText(proxy)],
  [t.cli_doctor_extra_ca(), extraCaText(extraCa, environmentTrust)],
];

const proxyText = ({ mode, address, failure }: NetworkReport['proxy']): string => {
  if (failure !== null) return failureText(failure);
  if (mode === 'system')
    return address === null ? t.cli_doctor_proxy_system_none() : t.cli_doctor_proxy_system({ address });
  return address ?? t.cli_doctor_proxy_none();
};

const extraCaText = (extraCa: NetworkReport['extraCa'], environment: readonly string[]): string => {
  if (extraCa === null)
    return environment.length === 0
      ? t.cli_doctor_extra_ca_none()
      : t.cli_doctor_extra_ca_environment({ names: environment.join(', ') });
  const said = extraCa.failure === null ? [] : [failureText(extraCa.failure)];
  return [...(extraCa.path === null ? [] : [extraCa.path]), ...said].join(': ');
};
