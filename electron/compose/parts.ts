import { Notification, session } from 'electron';
import { compose, type ComposedEngine, type Composition } from './engine.ts';
import type { Result } from '../core/model/failure.ts';
import { t } from '../core/words/words.ts';
import { initialSettings } from '../core/model/settings.ts';
import { consentIn } from '../program/extra-ca.ts';
import { type CaConsent, nothingConfirmed } from '../edges/http/ca-consent.ts';
import { electronGateway } from '../edges/http/electron.ts';
import { Gateway } from '../edges/http/gateway.ts';
import { openRound } from '../edges/http/open-round.ts';
import { wayTo } from '../edges/http/recipient.ts';
import { sessionBus } from '../edges/dbus/session-bus.ts';
import type { SessionBus } from '../core/ports/session-bus.ts';
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
  readonly vault: SessionVault;
  readonly channels: ChannelChain;
  /** The way to the providers; follows the user's settings once it is told them. */
  readonly gateway: Gateway;
  readonly openOwn: (folder: string) => Result<ComposedEngine>;
  /** The demo's providers are on this computer: no network is needed, and none of the user's network settings touches them. */
  readonly openDemo: (folder: string, vault: Vault) => Result<ComposedEngine>;
}

/** What the user's engine and the demo's are told differently. */
type OwnParts = Pick<Composition, 'online' | 'toldOfSleep' | 'onSettings'>;

/** Makes the desktop's edges. Usable once the app is ready. */
export const desktopParts = (clock: Clock, log: Log, network: NetworkState, wires: Wires): DesktopParts => {
  const bus = sessionBus(process.env);
  const vault = new SessionVault(
    new KeychainVault({ platform: process.platform, probe: secretServiceProbe(process.platform, bus) }),
  );
  const service = notificationService(process.platform, bus);
  const channels = new ChannelChain([
    new NativeChannel({
      isSupported: () => Notification.isSupported(),
      make: (options) => new Notification(options),
      service,
    }),
    new NodeNotifierChannel({ platform: process.platform, service, environment: process.env, appName: t.app_name() }),
  ]);
  const gatewayOf = (partition: string, consent: CaConsent): Gateway =>
    new Gateway(electronGateway(session.fromPartition(partition)), initialSettings, consent);
  const gateway = gatewayOf('leasebell-providers', consentIn(vault));
  const demoGateway = gatewayOf('leasebell-demo', nothingConfirmed);
  const isOnline = (): boolean => {
    network.look();
    return network.online;
  };
  const open = (folder: string, engineVault: Vault, way: Gateway, own: OwnParts): Result<ComposedEngine> =>
    compose({
      folder,
      clock,
      vault: engineVault,
      providers,
      channels,
      localeSetting: wires.localeSetting,
      openHttp: (recipient, signal) =>
        openRound(wayTo(recipient, way), { now: () => clock.now(), random: chance }, signal),
      onActivate: wires.activate,
      news: wires.news,
      log,
      ...own,
    });
  return {
    bus,
    vault,
    channels,
    gateway,
    openOwn: (folder) =>
      open(folder, vault, gateway, { online: isOnline, toldOfSleep: true, onSettings: wires.settingsChanged }),
    openDemo: (folder, demoVault) => open(folder, demoVault, demoGateway, { online: () => true, toldOfSleep: false }),
  };
};
