import { NotificationService } from './notification-service.ts';
import { SessionBus } from './session-bus.ts';
import { TrayHost } from './tray.ts';

/** The desktop around the app: what it shows and what the user does there. */
export interface Desktop {
  readonly notifications: NotificationService;
  readonly tray: TrayHost;
  /** Leaves the bus. */
  close(): void;
}

/** Puts the stand-ins on the session bus, or on the bus at an address; call it before the app starts. */
export async function startDesktop(busAddress?: string): Promise<Desktop> {
  const bus = new SessionBus(busAddress);
  const notifications = new NotificationService(bus);
  const tray = new TrayHost(bus);
  await notifications.start();
  await tray.start();
  return { notifications, tray, close: () => bus.close() };
}
