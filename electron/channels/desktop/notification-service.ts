import type { Ready } from '../../core/ports/channel.ts';
import type { ChannelFault } from '../../core/model/failure-words.ts';
import type { SessionBus } from '../../core/ports/session-bus.ts';

const name = 'org.freedesktop.Notifications';
const path = '/org/freedesktop/Notifications';

/** Whoever announces one of these reads tags in a body: whatever else it makes of them, ours must be text. */
const markup = ['body-markup', 'body-hyperlinks', 'body-images'];

/** Whether somebody on this desktop would show a notification. */
export interface NotificationService {
  /** What stands in the way, without starting anything. */
  obstacle(): Promise<ChannelFault | null>;
  /** The same just before showing: starts the service if the bus knows how, and makes sure that it answers; then how it reads what it gets. */
  ready(): Promise<ChannelFault | Ready>;
  /** Loads ahead of time what these would load; asks nobody. Never rejects. */
  warmUp(): Promise<void>;
}

/** Systems whose notifications need no service of the session bus. */
const alwaysReady: NotificationService = {
  obstacle: () => Promise.resolve(null),
  ready: () => Promise.resolve({ readsMarkup: false, hasActions: true }),
  warmUp: () => Promise.resolve(),
};

/**
 * Asks D-Bus before anything is shown on Linux: showing without a service, or with one that hangs, blocks the whole app for
 * up to a minute (https://github.com/electron/electron/issues/48753).
 */
export const notificationService = (platform: NodeJS.Platform, bus: SessionBus): NotificationService => {
  if (platform !== 'linux') return alwaysReady;
  // A bus that does not answer knows of no service either: that says nothing of whether one runs.
  const absence = async (): Promise<ChannelFault> => ((await bus.isSilent()) ? 'not-answering' : 'no-service');
  return {
    async obstacle() {
      return (await bus.hasOwner(name)) || (await bus.canStart(name)) ? null : absence();
    },
    async ready() {
      const isThere = (await bus.hasOwner(name)) || ((await bus.canStart(name)) && (await bus.start(name)));
      if (!isThere) return absence();
      const capabilities = await bus.texts(name, path, name, 'GetCapabilities');
      return capabilities === null
        ? 'not-answering'
        : {
            readsMarkup: markup.some((each) => capabilities.includes(each)),
            hasActions: capabilities.includes('actions'),
          };
    },
    warmUp: () => bus.warmUp(),
  };
};
