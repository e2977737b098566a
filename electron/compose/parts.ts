import { Notification, session } from 'electron';
import { compose, composeOver, type ComposedEngine, type Composition } from './engine.ts';
import type { Result } from '../core/model/failure.ts';
import { t } from '../core/words/words.ts';
import { initialSettings, type StoredNetwork } from '../core/model/settings.ts';
import { consentIn } from '../program/extra-ca.ts';
import { type CaConsent, nothingConfirmed } from '../edges/http/ca-consent.ts';
import { electronGateway } from '../edges/http/electron.ts';
import { feedWay } from '../edges/http/feed-way.ts';
import { Gateway } from '../edges/http/gateway.ts';
import { openRound } from '../edges/http/open-round.ts';
import type { Transport } from '../edges/http/transport.ts';
import { realWait } from '../edges/http/wait.ts';
import type { FeedWay } from '../core/ports/updater.ts';
import { wayTo } from '../edges/http/recipient.ts';
import type { OpenStore } from '../edges/store/open.ts';
import { readNetwork } from '../edges/store/settings.ts';
import { sessionBus } from '../edges/dbus/session-bus.ts';
import { SessionBusLink } from '../edges/dbus/bus-link.ts';
import type { BusLink } from '../core/ports/bus-link.ts';
import type { SessionBus } from '../core/ports/session-bus.ts';
import { FreedesktopChannel } from '../channels/desktop/freedesktop.ts';
import { Activations } from '../channels/desktop/activations.ts';
import { NativeChannel } from '../channels/desktop/native.ts';
import { NodeNotifierChannel } from '../channels/desktop/node-notifier.ts';
import { notificationService } from '../channels/desktop/notification-service.ts';
import { ChannelChain } from '../channels/chain.ts';
import { providers } from '../providers/registry.ts';
import { secretServiceProbe } from '../edges/secrets/secret-service.ts';
import { SessionVault } from '../edges/secrets/session-vault.ts';
import { KeychainVault, type Vault } from '../edges/secrets/vault.ts';
import type { Clock } from '../edges/system/clock.ts';
import type { Log } from '../edges/system/log.ts';
import type { NetworkState } from '../edges/system/network.ts';
import type { Wires } from './wires.ts';
import { chance } from '../edges/system/chance.ts';

/** The desktop's real edges. */
export interface DesktopParts {
  readonly bus: SessionBus;
  readonly link: BusLink;
  readonly vault: SessionVault;
  /** A question of the keychain is under way, and would keep the process from ending by itself. */
  readonly isHeld: () => boolean;
  readonly channels: ChannelChain;
  /** The way to the server of updates, which ends with `signal`. */
  readonly updateWay: (signal: AbortSignal) => FeedWay;
  /** The user's settings of the network may have changed. Says whether the way to the providers did. */
  readonly followNetwork: () => boolean;
  readonly composeOwn: (store: OpenStore) => ComposedEngine;
  /** The demo's providers are on this computer: no network is needed, and none of the user's network settings touches them. */
  readonly openDemo: (folder: string, vault: Vault) => Result<ComposedEngine>;
}

/** What the desktop's edges are made from. */
export interface EdgeParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly network: NetworkState;
  readonly wires: Wires;
}

/** Makes the desktop's edges; the network is set as the user's own store says. Usable once the app is ready. */
export const desktopParts = (own: OpenStore['database'], { clock, log, network, wires }: EdgeParts): DesktopParts => {
  const bus = sessionBus(process.env);
  const keychain = new KeychainVault({
    platform: process.platform,
    probe: secretServiceProbe(process.platform, bus),
  });
  const vault = new SessionVault(keychain);
  const link = new SessionBusLink(process.env);
  const activations = new Activations({ now: () => clock.now(), onUnknown: wires.activateUnknown });
  const channels = desktopChannels(bus, link, activations);
  const ownWay = new LateGateway(() => gatewayOf('leasebell-providers', readNetwork(own), consentIn(vault)));
  const demoWay = new LateGateway(() => gatewayOf('leasebell-demo', initialSettings, nothingConfirmed));
  const isOnline = (): boolean => {
    network.look();
    return network.online;
  };
  const composition = (engineVault: Vault, way: LateGateway): Omit<Composition, 'online'> => ({
    ...{ clock, vault: engineVault, providers, channels, log },
    localeSetting: wires.localeSetting,
    openHttp: (recipient, signal) =>
      openRound(wayTo(recipient, way.get()), { now: () => clock.now(), random: chance }, signal),
    onActivate: wires.activate,
    news: wires.news,
  });
  return {
    bus,
    link,
    vault,
    isHeld: () => keychain.isAsking,
    channels,
    updateWay: updateWayOver(own, consentIn(vault)),
    followNetwork: () => ownWay.made?.follow(readNetwork(own)) ?? false,
    composeOwn: (store) =>
      composeOver(store, {
        ...composition(vault, ownWay),
        ...{ online: isOnline, toldOfSleep: true, onSettings: wires.settingsChanged },
      }),
    openDemo: (folder, demoVault) => compose({ folder, ...composition(demoVault, demoWay), online: () => true }),
  };
};

/** A session of its own; settings that were changed count from the next request on. */
const updateWayOver = (own: OpenStore['database'], consent: CaConsent): DesktopParts['updateWay'] => {
  const isConfirmed: CaConsent = (certificates) =>
    // The keychain is not asked where there are none.
    certificates === null ? Promise.resolve(null) : consent(certificates);
  const way = new LateGateway(() => gatewayOf('leasebell-updates', readNetwork(own), isConfirmed));
  const transport = (): Transport => {
    const gateway = way.get();
    gateway.follow(readNetwork(own));
    return gateway.forRound();
  };
  return (signal) => feedWay({ transport, signal, wait: realWait });
};

const desktopChannels = (bus: SessionBus, link: BusLink, activations: Activations): ChannelChain => {
  const service = notificationService(process.platform, bus);
  const native =
    process.platform === 'linux'
      ? new FreedesktopChannel({ link, service, appName: () => t.app_name(), openLabel: () => t.tray_open() })
      : new NativeChannel({
          isSupported: () => Notification.isSupported(),
          make: (options) => new Notification(options),
          service,
          onKnown: activations.known,
        });
  // Missing in older runtimes, where such a click is lost.
  if (process.platform === 'win32' && 'handleActivation' in Notification)
    Notification.handleActivation(activations.happened);
  return new ChannelChain([
    native,
    new NodeNotifierChannel({ platform: process.platform, service, environment: process.env, appName: t.app_name() }),
  ]);
};

const gatewayOf = (partition: string, settings: StoredNetwork, consent: CaConsent): Gateway =>
  new Gateway(electronGateway(session.fromPartition(partition)), settings, consent);

/** A gateway that is made when something is first sent: a start has other work than to set up its session. */
class LateGateway {
  made: Gateway | null = null;
  readonly #make: () => Gateway;

  constructor(make: () => Gateway) {
    this.#make = make;
  }

  get(): Gateway {
    this.made ??= this.#make();
    return this.made;
  }
}
