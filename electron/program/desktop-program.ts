import { type View } from '../contract/channels.ts';
import { type EventName, eventNames } from '../core/model/news.ts';
import { failed, success, type Failure, type Result } from '../core/model/failure.ts';
import type { RentalId } from '../core/model/ids.ts';
import type { ChannelHealth } from '../core/model/reminder.ts';
import type { Locale, Settings } from '../core/model/settings.ts';
import { startDemo, type DemoSession } from './demo/session.ts';
import { accountsOf, type Engine } from '../engine/engine.ts';
import type { Desk } from './desk.ts';
import type { Vault } from '../edges/secrets/vault.ts';
import { firstNotification } from '../channels/first-notification.ts';
import type { ChannelChain } from '../channels/chain.ts';
import { readSettings, writeSettings } from '../edges/store/settings.ts';
import { systemTimeZone } from '../edges/system/time-zone.ts';

/** What the program stands on. */
export interface ProgramParts {
  readonly version: string;
  /** The user's own engine; it goes on behind the demo. */
  readonly engine: Engine;
  readonly openDemoEngine: (folder: string, vault: Vault) => Result<Engine>;
  readonly systemLocale: Locale;
  readonly isOnline: () => boolean;
  readonly hasTray: () => boolean;
  readonly channels: ChannelChain;
  readonly vaultFailure: () => Failure | null;
  /** Opens the notices; answers why not, or nothing. */
  readonly openNotices: () => Promise<string>;
  readonly news: (event: EventName) => void;
  readonly openWindow: () => void;
  readonly onSettings: (settings: Settings) => void;
}

interface AskedView {
  readonly rentalId: RentalId | null;
  readonly view: View | null;
}

const nothingAsked: AskedView = { rentalId: null, view: null };

const ownNames: ReadonlySet<string> = new Set(['locale', 'theme', 'proxy', 'extraCa'] satisfies (keyof Settings)[]);

const ownOf = (changed: Partial<Settings>): Partial<Settings> =>
  Object.fromEntries(Object.entries(changed).filter(([name]) => ownNames.has(name)));

/** The running desktop program as its window and tray see it. */
export class Program implements Desk {
  readonly version: string;
  readonly #parts: ProgramParts;
  #demo: DemoSession | null = null;
  #entering: Promise<Result<null>> | null = null;
  #asked: AskedView = nothingAsked;

  constructor(parts: ProgramParts) {
    this.version = parts.version;
    this.#parts = parts;
  }

  engine(): Engine {
    return this.#demo?.engine ?? this.#parts.engine;
  }

  ownEngine(): Engine {
    return this.#parts.engine;
  }

  isDemo(): boolean {
    return this.#demo !== null;
  }

  enterDemo(): Promise<Result<null>> {
    if (this.#demo !== null) return Promise.resolve(success(null));
    this.#entering ??= this.#enter().finally(() => {
      this.#entering = null;
    });
    return this.#entering;
  }

  async leaveDemo(): Promise<Result<null>> {
    // A demo that could not be entered was told to who asked for it.
    await this.#entering?.catch(() => undefined);
    const demo = this.#demo;
    this.#demo = null;
    this.#everythingChanged();
    await demo?.end();
    return success(null);
  }

  settings(): Settings {
    return readSettings(this.engine().parts.store.database, systemTimeZone);
  }

  /** Language, look and network are the user's also in the demo; what rings there is the demo's own. */
  changeSettings(changed: Partial<Settings>): Settings {
    const engine = this.engine();
    writeSettings(engine.parts.store.database, changed);
    // Only what was changed: the rest of the demo's is a copy, in which a damaged setting looks like one that says nothing.
    if (this.isDemo()) writeSettings(this.#parts.engine.parts.store.database, ownOf(changed));
    this.#parts.engine.ownTablesChanged();
    const settings = this.settings();
    this.#parts.onSettings(settings);
    for (const event of ['app.changed', 'reminder.changed', 'rental.changed'] as const) this.#parts.news(event);
    engine.tick();
    return settings;
  }

  locale(): Locale {
    const { locale } = this.settings();
    return locale === 'system' ? this.#parts.systemLocale : locale;
  }

  isOnline(): boolean {
    return this.#parts.isOnline();
  }

  hasTray(): boolean {
    return this.#parts.hasTray();
  }

  channels(): Promise<readonly ChannelHealth[]> {
    return this.#parts.channels.health();
  }

  async tryChannels(account: string): Promise<void> {
    await this.#parts.channels.show(firstNotification(account, () => this.show({})));
    this.#parts.news('app.changed');
  }

  vaultFailure(): Failure | null {
    return this.#parts.vaultFailure();
  }

  async openNotices(): Promise<Result<null>> {
    const refused = await this.#parts.openNotices();
    return refused === '' ? success(null) : failed('not-found', { reason: 'no-notices' });
  }

  /** One round of every account that is not paused. */
  async syncAll(): Promise<void> {
    const engine = this.engine();
    await engine.syncNow(accountsOf(engine).filter((account) => !account.paused));
  }

  /** Brings the window up with a rental or a view. */
  show(asked: Partial<AskedView>): void {
    this.#asked = { ...nothingAsked, ...asked };
    this.#parts.openWindow();
    this.#parts.news('view.changed');
  }

  takeView(): AskedView {
    const asked = this.#asked;
    this.#asked = nothingAsked;
    return asked;
  }

  async #enter(): Promise<Result<null>> {
    const { engine, openDemoEngine } = this.#parts;
    const started = await startDemo({ now: engine.parts.now, openEngine: openDemoEngine });
    if (!started.ok) return started;
    try {
      writeSettings(started.value.engine.parts.store.database, this.settings());
      started.value.engine.start();
    } catch (error) {
      await started.value.end();
      throw error;
    }
    this.#demo = started.value;
    this.#everythingChanged();
    return success(null);
  }

  #everythingChanged(): void {
    for (const event of eventNames) if (event !== 'view.changed') this.#parts.news(event);
  }
}
