import type { NetworkSettings, StoredNetwork } from '../../core/model/settings.ts';
import type { CaConsent } from './ca-consent.ts';
import { findProxyFor, type FindProxy } from './find-proxy.ts';
import { Gateway } from './gateway.ts';
import { createNodeTransport, hasNetwork } from './node.ts';

/** The gateway of the terminal program: the Node client whatever the settings say, with the proxies of its environment as the system's. */
export const nodeGateway = (settings: StoredNetwork, system: FindProxy, consent: CaConsent): Gateway => {
  const findProxy = (proxy: NetworkSettings['proxy']): FindProxy => findProxyFor(proxy, system);
  return new Gateway(
    {
      usual: (proxy) => Promise.resolve(createNodeTransport({ findProxy: findProxy(proxy), extraCertificates: null })),
      findProxy,
      connected: hasNetwork,
    },
    settings,
    consent,
  );
};
