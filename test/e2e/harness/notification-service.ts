import { Arrivals } from './arrivals.ts';
import type { SessionBus } from './session-bus.ts';

const name = 'org.freedesktop.Notifications';
const path = '/org/freedesktop/Notifications';

/** What an app asked the desktop to show. */
export interface ShownNotification {
  readonly id: number;
  readonly app: string;
  readonly title: string;
  readonly body: string;
  /** Key and label of each action, in turn. */
  readonly actions: readonly string[];
}

const description = {
  name,
  methods: {
    Notify: ['susssasa{sv}i', 'u'],
    CloseNotification: ['u', ''],
    GetCapabilities: ['', 'as'],
    GetServerInformation: ['', 'ssss'],
  },
  signals: { ActionInvoked: ['us'], NotificationClosed: ['uu'] },
  properties: {},
} as const;

/** Stands in for the desktop's notification service (Desktop Notifications Specification 1.2): shows nothing, remembers everything. */
export class NotificationService {
  readonly #bus: SessionBus;
  readonly #shown = new Arrivals<ShownNotification>();
  #lastId = 0;
  /** What it announces: bodies are plain text to it until a test adds `body-markup`. */
  readonly capabilities = ['actions', 'body', 'persistence'];
  /** It takes what is to be shown, and never replies. */
  hangs = false;

  constructor(bus: SessionBus) {
    this.#bus = bus;
  }

  /** Appears on the bus. */
  async start(): Promise<void> {
    this.#bus.offer(path, description, {
      Notify: (app: string, replaces: number, _icon: string, title: string, body: string, actions: string[]) => {
        const id = replaces > 0 ? replaces : (this.#lastId += 1);
        this.#shown.add({ id, app, title, body, actions });
        return this.hangs ? new Promise<never>(() => undefined) : id;
      },
      CloseNotification: (id: number) => this.close(id, 3),
      GetCapabilities: () => this.capabilities,
      GetServerInformation: () => ['stand-in', 'leasebell', '1', '1.2'],
    });
    await this.#bus.own(name);
  }

  /** Disappears from the bus, like a desktop without such a service. */
  stop(): Promise<void> {
    return this.#bus.disown(name);
  }

  /** Everything shown so far. */
  get shown(): readonly ShownNotification[] {
    return this.#shown.all;
  }

  /** The first that fits, of those shown or to come. */
  waitFor(fits: (notification: ShownNotification) => boolean, limitMs?: number): Promise<ShownNotification> {
    return this.#shown.waitFor(fits, limitMs);
  }

  /** Forgets what was shown before. */
  forget(): void {
    this.#shown.remove(() => true);
  }

  /** The user clicks it (`default`) or one of its actions. */
  activate(id: number, action = 'default'): void {
    this.#bus.send(path, name, 'ActionInvoked', 'us', [id, action]);
    this.close(id, 2);
  }

  /** It goes away: 1 expired, 2 dismissed by the user, 3 closed by the app. */
  close(id: number, reason = 2): void {
    this.#bus.send(path, name, 'NotificationClosed', 'uu', [id, reason]);
  }
}
