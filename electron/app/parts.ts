import { Notification, session } from 'electron';
import { composeEngine, type Composition } from '../compose.ts';
import type { Result } from '../contract/failure.ts';
import { t } from '../contract/words/words.ts';
import type { Engine } from '../engine.ts';
import { initialSettings } from '../contract/settings.ts';
import { consentIn, nothingConfirmed, type CaConsent } from '../http/ca-consent.ts';
import { electronGateway } from '../http/electron.ts';
import { Gateway } from '../http/gateway.ts';
import { openRound } from '../http/open-round.ts';
import { wayTo } from '../http/recipient.ts';
import { sessionBus, type SessionBus } from '../notify/dbus.ts';
import { NativeChannel } from '../notify/native.ts';
import { NodeNotifierChannel } from '../notify/node-notifier.ts';
import { notificationService } from '../notify/notification-service.ts';
import { ChannelChain } from '../notify/notifier.ts';
import { providers } from '../providers/registry.ts';
import { secretServiceProbe } from '../secrets/secret-service.ts';
import { SessionVault } from '../secrets/session-vault.ts';
import { KeychainVault, type Vault } from '../secrets/vault.ts';
import type { Clock } from '../system/clock.ts';
import type { Log } from '../system/log.ts';
import type { NetworkState } from '../system/network.ts';
import type { Wires } from './wires.ts';

/** The desktop's real edges. */
export interface DesktopParts {
  readonly bus: SessionBus;
  readonly vault: SessionVault;
  readonly channels: ChannelChain;
  /** The way to the providers; follows the user's settings once it is told them. */
  readonly gateway: Gateway;
  readonly openEngine: (folder: string, vault: Vault) => Result<Engine>;
  /** The demo's providers are on this computer: no network is needed, and none of the user's network settings touches them. */
  readonly openDemoEngine: (folder: string, vault: Vault) => Result<Engine>;
}

/** What the user's engine and the demo's are told differently. */
type OwnParts = Pick<Composition, 'online' | 'toldOfSleep'>;

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
  const open = (folder: string, engineVault: Vault, way: Gateway, own: OwnParts): Result<Engine> =>
    composeEngine({
      folder,
      clock,
      vault: engineVault,
      providers,
      channels,
      place: wires.place,
      openHttp: (recipient, signal) => openRound(wayTo(recipient, way), () => clock.now(), signal),
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
    openEngine: (folder, engineVault) => open(folder, engineVault, gateway, { online: isOnline, toldOfSleep: true }),
    openDemoEngine: (folder, engineVault) =>
      open(folder, engineVault, demoGateway, { online: () => true, toldOfSleep: false }),
  };
};
