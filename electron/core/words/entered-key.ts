import type { Failure, FailureCode } from '../model/failure.ts';
import type { CaFault } from '../model/failure-words.ts';
import { siteName, toldFacts } from './failure.ts';
import { dateTime, type LocaleSetting } from './instants.ts';
import { proxyKindOf, tlsFaultOf, type CertificateFault, type ProxyKind } from './network-failure.ts';
import { t } from './words.ts';

/** What a failure means for a key that is stored nowhere: there is nothing kept beside it, and nobody tries it again but its user. */
const texts: Readonly<{ [Code in FailureCode]?: () => string }> = {
  'network.offline': t.failure_entered_network_offline,
  'network.timeout': t.failure_entered_network_timeout,
  'provider.unavailable': t.failure_entered_provider_unavailable,
  'provider.rate-limited': t.failure_entered_provider_rate_limited,
  'provider.refused': t.failure_entered_provider_refused,
  'provider.unexpected-answer': t.failure_entered_provider_unexpected_answer,
  'account.key-rejected': t.failure_entered_account_key_rejected,
  'account.key-lacks-permission': t.failure_entered_account_key_lacks_permission,
  'account.clock-skewed': t.failure_entered_account_clock_skewed,
  'vault.locked': t.failure_entered_vault_locked,
  'vault.denied': t.failure_entered_vault_denied,
};

const certificateTexts: Readonly<Record<CertificateFault, () => string>> = {
  date: t.failure_entered_network_tls_date,
  'self-signed': t.failure_entered_network_tls_self_signed,
  host: t.failure_entered_network_tls_host,
  issuer: t.failure_entered_network_tls_issuer,
};

const proxyTexts: Readonly<Record<ProxyKind, () => string>> = {
  auth: t.failure_entered_network_proxy_auth,
  tunnel: t.failure_entered_network_proxy_tunnel,
  unreachable: t.failure_entered_network_proxy,
  unsupported: t.failure_entered_network_proxy_unsupported,
  damaged: t.failure_entered_network_proxy_damaged,
  plain: t.failure_entered_network_proxy_plain,
};

const isOfCertificate = (fault: CertificateFault | CaFault): fault is CertificateFault =>
  Object.hasOwn(certificateTexts, fault);

const tlsText = (fault: CertificateFault | CaFault | null): string => {
  if (fault === null) return t.failure_entered_network_tls();
  // Which fault of the extra certificates it is, Settings says, where they are set again.
  return isOfCertificate(fault) ? certificateTexts[fault]() : t.failure_entered_network_tls_extra_ca();
};

const ownText = (failure: Failure): string | null => {
  switch (failure.code) {
    case 'network.tls':
      return tlsText(tlsFaultOf(failure.detail));
    case 'network.proxy':
      return proxyTexts[proxyKindOf(failure.detail)]();
    case 'account.wrong-site':
      return failure.site === undefined
        ? t.failure_entered_account_wrong_site()
        : t.failure_entered_account_wrong_site_asked({ site: siteName(failure.site) });
    default:
      return texts[failure.code]?.() ?? null;
  }
};

/**
 * Returns what went wrong with a key that was just entered, for a new account or in place of an old key: that nothing of it was saved, and what
 * to do. Null where a failure means the same as everywhere; a reason has a sentence of its own.
 */
export const enteredKeyText = (failure: Failure): string | null =>
  failure.reason === undefined ? ownText(failure) : null;

/** Returns the facts beside it, one line each; until when to wait is for the user to keep to, since nobody else tries again. */
export const enteredKeyFacts = (failure: Failure, nowMs: number, localeSetting: LocaleSetting): readonly string[] => [
  ...(failure.retryAt === undefined
    ? []
    : [t.failure_entered_fact_retry_at({ time: dateTime(failure.retryAt, nowMs, localeSetting) })]),
  ...toldFacts(failure),
];
