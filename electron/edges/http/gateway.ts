import { success } from '../../core/model/failure.ts';
import type { CaFault } from '../../core/model/failure-words.ts';
import type { ProxySetting } from '../../core/model/proxy.ts';
import type { StoredNetwork } from '../../core/model/settings.ts';
import type { CaConsent } from './ca-consent.ts';
import { readExtraCa } from './extra-ca.ts';
import type { FindProxy } from './find-proxy.ts';
import { createNodeTransport } from './node.ts';
import type { Transport } from './transport.ts';
import { ProxyError } from './proxy-error.ts';

/** What differs between the app and the terminal program. */
export interface GatewayParts {
  /** Sets these proxies up, closes connections from before, and returns the transport that is used while no certificate is added. */
  readonly usual: (proxy: ProxySetting) => Promise<Transport>;
  /** How the Node client finds its proxy. */
  readonly findProxy: (proxy: ProxySetting) => FindProxy;
  /** As a transport's own: false when this computer surely has no connection at all. */
  readonly connected: () => boolean;
}

interface CertifiedTransport {
  readonly extraCertificates: string;
  readonly transport: Transport;
}

/**
 * The way out of this computer as the user's settings say. With an extra certificate the Node client is used, since Chromium trusts what
 * the system trusts; when its file cannot be used any more, or is not the one that the user confirmed, every request fails (`network.tls`,
 * detail `ca-*`), and nothing else is tried. So it does (`network.proxy`, detail `proxy-damaged`; `ca-damaged`) when a setting is damaged.
 */
export class Gateway {
  readonly #parts: GatewayParts;
  readonly #consent: CaConsent;
  #settings: StoredNetwork;
  #usual: Promise<Transport>;
  #certified: CertifiedTransport | null = null;
  /** Counts changes of the settings: whoever holds an older number looks again. */
  #change = 0;

  constructor(parts: GatewayParts, settings: StoredNetwork, consent: CaConsent) {
    this.#parts = parts;
    this.#consent = consent;
    this.#settings = settings;
    this.#usual = parts.usual(settings.proxy);
  }

  /** Takes new settings, from the next request on. Says whether they differ from those before. */
  follow({ proxy, extraCa, damaged = [] }: StoredNetwork): boolean {
    const before = this.#settings;
    const wasDamaged = before.damaged ?? [];
    const isSame = proxy === before.proxy && extraCa === before.extraCa && damaged.join() === wasDamaged.join();
    if (isSame) return false;
    this.#settings = { proxy, extraCa, damaged };
    this.#change += 1;
    // One after the other, so that the last one counts. Who waits for it hears of its failure.
    this.#usual = this.#usual.catch(() => null).then(() => this.#parts.usual(proxy));
    this.#usual.catch(() => undefined);
    this.#dropCertified();
    return true;
  }

  /** The transport of one round: the file of the extra certificate is read once for it, and again when the settings change. */
  forRound(): Transport {
    let chosen: { readonly change: number; readonly transport: Promise<Transport> } | null = null;
    return {
      begin: async (request, signal) => {
        if (chosen?.change !== this.#change) chosen = { change: this.#change, transport: this.#choose() };
        return (await chosen.transport).begin(request, signal);
      },
      connected: this.#parts.connected,
      // Connections outlive a round.
      close: () => Promise.resolve(),
    };
  }

  /** Whether a request to an address goes through a proxy; one that is of no known kind is one. */
  isProxied(url: string): Promise<boolean> {
    // Nothing is sent at all, and the round says why.
    if (this.#isDamaged()) return Promise.resolve(false);
    return this.#parts
      .findProxy(this.#settings.proxy)(url)
      .then(
        (proxy) => proxy !== null,
        () => true,
      );
  }

  async #choose(): Promise<Transport> {
    const { extraCa } = this.#settings;
    const change = this.#change;
    const usual = await this.#usual;
    const read = extraCa === null ? success(null) : await readExtraCa(extraCa);
    // Asked about what was read, and not about the file, which may be another by now.
    const objection = read.ok && !this.#isDamaged() ? await this.#consent(read.value) : null;
    if (change !== this.#change) return this.#choose();
    const damage = damageError(this.#settings);
    if (damage !== null) return refusingTransport(damage, this.#parts);
    if (!read.ok) return refusingTransport(caError(read.failure.reason), this.#parts);
    if (objection !== null) return refusingTransport(caError(objection), this.#parts);
    return read.value === null ? usual : this.#certifiedBy(read.value);
  }

  #isDamaged(): boolean {
    return damageError(this.#settings) !== null;
  }

  #certifiedBy(extraCertificates: string): Transport {
    if (this.#certified?.extraCertificates === extraCertificates) return this.#certified.transport;
    this.#dropCertified();
    const findProxy = this.#parts.findProxy(this.#settings.proxy);
    const transport = createNodeTransport({ findProxy, extraCertificates });
    this.#certified = { extraCertificates, transport };
    return transport;
  }

  #dropCertified(): void {
    void this.#certified?.transport.close();
    this.#certified = null;
  }
}

/** Sends nothing: less would be trusted than the user said, or more. */
const refusingTransport = (error: Error, { connected }: Pick<GatewayParts, 'connected'>): Transport => ({
  begin: () => Promise.reject(error),
  connected,
  close: () => Promise.resolve(),
});

const caError = (code: CaFault): Error =>
  Object.assign(new Error('The file of extra certificates cannot be used'), { code });

const damageError = ({ damaged = [] }: StoredNetwork): Error | null => {
  if (damaged.includes('proxy')) return new ProxyError('proxy-damaged');
  return damaged.includes('extraCa') ? caError('ca-damaged') : null;
};
