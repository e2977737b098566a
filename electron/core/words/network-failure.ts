import type { Failure } from '../model/failure.ts';
import { t } from './words.ts';

type Said = readonly [detail: RegExp, sentence: () => string];

/** What certificates are refused for, in the words of OpenSSL and Node, then Chromium's; `ca-*` is our own word for the extra file. */
const tls: readonly Said[] = [
  [/^(CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|ERR_CERT_DATE_INVALID)$/, t.failure_network_tls_date],
  [/^DEPTH_ZERO_SELF_SIGNED_CERT$/, t.failure_network_tls_self_signed],
  [/^(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH|ERR_CERT_COMMON_NAME_INVALID)$/, t.failure_network_tls_host],
  [
    /^(UNABLE_TO_(VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT)|SELF_SIGNED_CERT_IN_CHAIN|CERT_UNTRUSTED|INVALID_CA|ERR_CERT_AUTHORITY_INVALID)/,
    t.failure_network_tls_issuer,
  ],
  [/^ca-damaged$/, t.failure_network_tls_extra_ca_damaged],
  [/^ca-not-confirmed$/, t.failure_network_tls_extra_ca_not_confirmed],
  [/^ca-unchecked$/, t.failure_network_tls_extra_ca_unchecked],
  [/^ca-/, t.failure_network_tls_extra_ca],
];

/** What proxies fail with; everything else is a proxy that was not reached. */
const proxy: readonly Said[] = [
  [/^(proxy-auth$|ERR_PROXY_AUTH|ERR_UNEXPECTED_PROXY_AUTH)/, t.failure_network_proxy_auth],
  [
    /^(proxy-tunnel$|proxy-closed$|UND_ERR_HEADERS_TIMEOUT$|ERR_TUNNEL_|ERR_HTTPS_PROXY_TUNNEL)/,
    t.failure_network_proxy_tunnel,
  ],
  [/^proxy-damaged$/, t.failure_network_proxy_damaged],
  [/^proxy-plain$/, t.failure_network_proxy_plain],
  [/^(proxy-unsupported$|ERR_NO_SUPPORTED_PROXIES)/, t.failure_network_proxy_unsupported],
];

/** The sentence for what a network failure's detail says more exactly than its code; null when there is none. */
export const networkFailureText = ({ code, detail = '' }: Failure): string | null => {
  const sentences = code === 'network.tls' ? tls : code === 'network.proxy' ? proxy : [];
  return sentences.find(([pattern]) => pattern.test(detail))?.[1]() ?? null;
};
