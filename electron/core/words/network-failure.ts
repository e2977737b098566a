import { caFaults, proxyFaults, type CaFault, type ErrorName, type ProxyFault } from '../model/failure-words.ts';
import { isOneOf } from '../model/word-lists.ts';
import { t } from './words.ts';

/** What is wrong with a certificate, where its reason is one that people can do something about. */
export type CertificateFault = 'date' | 'self-signed' | 'host' | 'issuer';

/** What kind of thing a proxy failed with; everything else is a proxy that was not reached. */
export type ProxyKind = 'auth' | 'tunnel' | 'unsupported' | 'unreachable' | 'damaged' | 'plain';

type Named<Fault> = readonly [name: RegExp, fault: Fault];

/** What certificates are refused for, in the words of OpenSSL and Node, then Chromium's. */
const tlsNames: readonly Named<CertificateFault>[] = [
  [/^(CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|ERR_CERT_DATE_INVALID)$/, 'date'],
  [/^DEPTH_ZERO_SELF_SIGNED_CERT$/, 'self-signed'],
  [/^(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH|ERR_CERT_COMMON_NAME_INVALID)$/, 'host'],
  [
    /^(UNABLE_TO_(VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT)|SELF_SIGNED_CERT_IN_CHAIN|CERT_UNTRUSTED|INVALID_CA|ERR_CERT_AUTHORITY_INVALID)/,
    'issuer',
  ],
];

const tlsTexts: Readonly<Record<CertificateFault, () => string>> = {
  date: t.failure_network_tls_date,
  'self-signed': t.failure_network_tls_self_signed,
  host: t.failure_network_tls_host,
  issuer: t.failure_network_tls_issuer,
};

const caTexts: Readonly<Record<CaFault, () => string>> = {
  'ca-damaged': t.failure_network_tls_extra_ca_damaged,
  'ca-not-confirmed': t.failure_network_tls_extra_ca_not_confirmed,
  'ca-unchecked': t.failure_network_tls_extra_ca_unchecked,
  // What is wrong with the file is told where it is set.
  'ca-not-absolute': t.failure_network_tls_extra_ca,
  'ca-missing': t.failure_network_tls_extra_ca,
  'ca-unreadable': t.failure_network_tls_extra_ca,
  'ca-too-large': t.failure_network_tls_extra_ca,
  'ca-empty': t.failure_network_tls_extra_ca,
  'ca-private-key': t.failure_network_tls_extra_ca,
  'ca-not-pem': t.failure_network_tls_extra_ca,
  'ca-not-certificate': t.failure_network_tls_extra_ca,
};

/** What proxies fail with in the words of undici and Chromium; everything else is a proxy that was not reached. */
const proxyNames: readonly Named<ProxyKind>[] = [
  [/^(ERR_PROXY_AUTH|ERR_UNEXPECTED_PROXY_AUTH)/, 'auth'],
  [/^(UND_ERR_HEADERS_TIMEOUT$|ERR_TUNNEL_|ERR_HTTPS_PROXY_TUNNEL)/, 'tunnel'],
  [/^ERR_NO_SUPPORTED_PROXIES/, 'unsupported'],
];

const proxyKinds: Readonly<Record<ProxyFault, ProxyKind>> = {
  'proxy-auth': 'auth',
  'proxy-tunnel': 'tunnel',
  'proxy-closed': 'tunnel',
  'proxy-unreachable': 'unreachable',
  'proxy-unsupported': 'unsupported',
  'proxy-damaged': 'damaged',
  'proxy-plain': 'plain',
};

const proxyTexts: Readonly<Record<ProxyKind, () => string>> = {
  auth: t.failure_network_proxy_auth,
  tunnel: t.failure_network_proxy_tunnel,
  unreachable: t.failure_network_proxy,
  unsupported: t.failure_network_proxy_unsupported,
  damaged: t.failure_network_proxy_damaged,
  plain: t.failure_network_proxy_plain,
};

const faultNamed = <Fault>(names: readonly Named<Fault>[], name: ErrorName): Fault | null =>
  names.find(([pattern]) => pattern.test(name))?.[1] ?? null;

/** Returns what is wrong with a certificate or the extra certificates; null for a reason that has no name of ours. */
export const tlsFaultOf = (detail: CaFault | ErrorName): CertificateFault | CaFault | null =>
  isOneOf(caFaults, detail) ? detail : faultNamed(tlsNames, detail);

/** Returns what kind of thing a proxy failed with. */
export const proxyKindOf = (detail: ProxyFault | ErrorName): ProxyKind =>
  isOneOf(proxyFaults, detail) ? proxyKinds[detail] : (faultNamed(proxyNames, detail) ?? 'unreachable');

/** Returns the sentence for why a certificate was refused; null for a reason without one. */
export const tlsText = (detail: CaFault | ErrorName): string | null => {
  const fault = tlsFaultOf(detail);
  if (fault === null) return null;
  return isOneOf(caFaults, fault) ? caTexts[fault]() : tlsTexts[fault]();
};

/** Returns the sentence for why a proxy failed. */
export const proxyText = (detail: ProxyFault | ErrorName): string => proxyTexts[proxyKindOf(detail)]();
