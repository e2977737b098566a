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

/** What a desktop may lack, and where it is. */
export interface DesktopOptions {
  readonly notifications?: boolean;
  readonly tray?: boolean;
  /** The address of another bus than the session's. */
  readonly busAddress?: string;
}

/** Puts the stand-ins on the session bus; call it before the app starts. */
export async function startDesktop(has: DesktopOptions = {}): Promise<Desktop> {
  const bus = new SessionBus(has.busAddress);
  const notifications = new NotificationService(bus);
  const tray = new TrayHost(bus);
  if (has.notifications !== false) await notifications.start();
  if (has.tray !== false) await tray.start();
  return { notifications, tray, close: () => bus.close() };
}
