import { caFaults, proxyFaults, type CaFault, type ErrorName, type ProxyFault } from '../model/failure-words.ts';
import { isOneOf } from '../model/word-lists.ts';
import { t } from './words.ts';

type Said = readonly [name: RegExp, sentence: () => string];

/** What certificates are refused for, in the words of OpenSSL and Node, then Chromium's. */
const tlsNames: readonly Said[] = [
  [/^(CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|ERR_CERT_DATE_INVALID)$/, t.failure_network_tls_date],
  [/^DEPTH_ZERO_SELF_SIGNED_CERT$/, t.failure_network_tls_self_signed],
  [/^(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH|ERR_CERT_COMMON_NAME_INVALID)$/, t.failure_network_tls_host],
  [
    /^(UNABLE_TO_(VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT)|SELF_SIGNED_CERT_IN_CHAIN|CERT_UNTRUSTED|INVALID_CA|ERR_CERT_AUTHORITY_INVALID)/,
    t.failure_network_tls_issuer,
  ],
];

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
const proxyNames: readonly Said[] = [
  [/^(ERR_PROXY_AUTH|ERR_UNEXPECTED_PROXY_AUTH)/, t.failure_network_proxy_auth],
  [/^(UND_ERR_HEADERS_TIMEOUT$|ERR_TUNNEL_|ERR_HTTPS_PROXY_TUNNEL)/, t.failure_network_proxy_tunnel],
  [/^ERR_NO_SUPPORTED_PROXIES/, t.failure_network_proxy_unsupported],
];

const proxyTexts: Readonly<Record<ProxyFault, () => string>> = {
  'proxy-auth': t.failure_network_proxy_auth,
  'proxy-tunnel': t.failure_network_proxy_tunnel,
  'proxy-closed': t.failure_network_proxy_tunnel,
  'proxy-unreachable': t.failure_network_proxy,
  'proxy-unsupported': t.failure_network_proxy_unsupported,
  'proxy-damaged': t.failure_network_proxy_damaged,
  'proxy-plain': t.failure_network_proxy_plain,
};

const textOfName = (names: readonly Said[], name: ErrorName): string | null =>
  names.find(([pattern]) => pattern.test(name))?.[1]() ?? null;

/** Returns the sentence for why a certificate was refused; null for a reason without one. */
export const tlsText = (detail: CaFault | ErrorName): string | null =>
  isOneOf(caFaults, detail) ? caTexts[detail]() : textOfName(tlsNames, detail);

/** Returns the sentence for why a proxy failed; null for a reason without one. */
export const proxyText = (detail: ProxyFault | ErrorName): string | null =>
  isOneOf(proxyFaults, detail) ? proxyTexts[detail]() : textOfName(proxyNames, detail);
