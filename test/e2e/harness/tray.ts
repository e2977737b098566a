import { Arrivals } from './arrivals.ts';
import { asText, type MenuEntry, parseLayout, unwrapVariant } from './menu-layout.ts';
import type { BusMessage, SessionBus } from './session-bus.ts';

const name = 'org.kde.StatusNotifierWatcher';
const watcherPath = '/StatusNotifierWatcher';

const description = {
  name,
  methods: { RegisterStatusNotifierItem: ['s', ''], RegisterStatusNotifierHost: ['s', ''] },
  signals: { StatusNotifierItemRegistered: ['s'], StatusNotifierHostRegistered: [''] },
  properties: { IsStatusNotifierHostRegistered: 'b', ProtocolVersion: 'i', RegisteredStatusNotifierItems: 'as' },
} as const;

/** One icon in the tray, seen as the panel sees it. */
export class TrayItem {
  /** The connection that owns the icon. */
  readonly owner: string;
  readonly #bus: SessionBus;
  readonly #path: string;

  constructor(bus: SessionBus, owner: string, objectPath: string) {
    this.#bus = bus;
    this.owner = owner;
    this.#path = objectPath;
  }

  /** A property of the icon, such as `Title`, `Status`, `ToolTip`, `IconPixmap`. */
  async property(property: string): Promise<unknown> {
    const signature = 'ss';
    const body = ['org.kde.StatusNotifierItem', property];
    const face = 'org.freedesktop.DBus.Properties';
    const [variant] = await this.#call(this.#path, face, 'Get', signature, body);
    return unwrapVariant(variant);
  }

  /** The menu as it stands now, separators left out, submenus inside. */
  async menu(): Promise<readonly MenuEntry[]> {
    const menuPath = await this.#menuPath();
    const [, layout] = await this.#call(menuPath, 'com.canonical.dbusmenu', 'GetLayout', 'iias', [0, -1, []]);
    return parseLayout(layout).children;
  }

  /** Clicks the entry whose label fits; rejects with the labels there are when none does. An app that ends over it need not answer. */
  async click(label: string | RegExp): Promise<void> {
    const entries = await this.menu();
    const all = entries.flatMap((entry) => [entry, ...entry.children]);
    const entry = all.find((each) => (typeof label === 'string' ? each.label === label : label.test(each.label)));
    if (!entry) throw new Error(`no ${String(label)} in the menu: ${all.map((each) => each.label).join(' | ')}`);
    const body = [entry.id, 'clicked', ['s', ''], 0];
    const clicked = this.#call(await this.#menuPath(), 'com.canonical.dbusmenu', 'Event', 'isvu', body);
    await clicked.catch((error: unknown) => {
      if (!String(error).includes('disconnected from message bus')) throw error;
    });
  }

  /** Clicks the icon itself. */
  async activate(): Promise<void> {
    await this.#call(this.#path, 'org.kde.StatusNotifierItem', 'Activate', 'ii', [0, 0]);
  }

  async #menuPath(): Promise<string> {
    return asText(await this.property('Menu'));
  }

  #call(path: string, face: string, member: string, signature: string, body: readonly unknown[]) {
    return this.#bus.call({ destination: this.owner, path, interface: face, member, signature, body });
  }
}

/** Stands in for the panel: takes the icons of apps and looks at them. */
export class TrayHost {
  readonly #bus: SessionBus;
  readonly #items = new Arrivals<TrayItem>();

  constructor(bus: SessionBus) {
    this.#bus = bus;
  }

  /** Appears on the bus; icons whose program ends are forgotten. */
  async start(): Promise<void> {
    this.#bus.offer(watcherPath, description, {
      IsStatusNotifierHostRegistered: true,
      ProtocolVersion: 0,
      RegisteredStatusNotifierItems: [],
      RegisterStatusNotifierHost: () => undefined,
      RegisterStatusNotifierItem: (service: string, message: BusMessage) => {
        const objectPath = service.startsWith('/') ? service : '/StatusNotifierItem';
        this.#items.add(new TrayItem(this.#bus, message.sender, objectPath));
      },
    });
    await this.#bus.onLeave((left) => this.#items.remove((item) => item.owner === left));
    await this.#bus.own(name);
  }

  /** Disappears from the bus, like a desktop without a tray. */
  async stop(): Promise<void> {
    this.#items.remove(() => true);
    await this.#bus.disown(name);
  }

  /** The icon of the app that runs now, or is about to show one. */
  waitForItem(limitMs?: number): Promise<TrayItem> {
    return this.#items.waitFor(() => true, limitMs);
  }
}
