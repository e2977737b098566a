import type { AccountTest, AppDescription } from '../../contract/views.ts';
import type { NewAccount, ProviderDescription } from '../../core/model/account.ts';
import { failed, success, type Failure, type Result } from '../../core/model/failure.ts';
import type { RentalId } from '../../core/model/ids.ts';
import { instantOf } from '../../core/model/instant.ts';
import { eventNames, type EventName } from '../../core/model/events.ts';
import type { ChannelHealth, RingOutcome } from '../../core/model/reminder.ts';
import type { Locale, Settings } from '../../core/model/settings.ts';
import type { StartMark } from '../../core/model/start-marks.ts';
import type { DemoSession } from '../demo/session.ts';
import type { Program } from '../program.ts';
import type { UserFiles } from './user-files.ts';
import { KnownChannels } from './known-channels.ts';
import type { LoginDesk } from './login-desk.ts';
import { ownSettings } from './own-settings.ts';
import type { Running } from '../running/running.ts';
import { showTray, type TrayFacts } from './tray-facts.ts';
import type { UpdateDesk } from './update-desk.ts';
import { type AskedView, visitOf, Visits } from './visits.ts';

/** What the desktop program stands on. */
export interface DesktopParts {
  readonly version: string;
  /** The user's own program; its engine goes on behind the demo. */
  readonly own: Running;
  readonly startDemo: () => Promise<Result<DemoSession>>;
  readonly providers: readonly ProviderDescription[];
  readonly now: () => number;
  readonly timeZone: () => string;
  readonly systemLocale: Locale;
  readonly isOnline: () => boolean;
  readonly hasTray: () => boolean;
  readonly login: LoginDesk;
  readonly updates: UpdateDesk;
  readonly channels: () => Promise<readonly ChannelHealth[]>;
  /** Shows the user what a notification looks like; a click calls `onActivate`. */
  readonly showFirst: (account: string, onActivate: () => void) => Promise<void>;
  readonly vaultFailure: () => Failure | null;
  /** Opens the notices; returns why not, or nothing. */
  readonly openNotices: () => Promise<string>;
  readonly files: UserFiles;
  readonly news: (event: EventName) => void;
  readonly openWindow: () => void;
  /** The first rows are on screen; with what the page passed on its way there. */
  readonly onDrawn: (marks: readonly StartMark[]) => void;
}

/** The desktop program as its window and tray see it: the user's own program, with the demo before it at times. */
export class Desktop {
  readonly #parts: DesktopParts;
  #demo: DemoSession | null = null;
  #entering: Promise<Result<null>> | null = null;
  readonly #visits = new Visits();
  readonly #channels: KnownChannels;
  readonly files: UserFiles;

  constructor(parts: DesktopParts) {
    this.#parts = parts;
    this.files = parts.files;
    this.#channels = new KnownChannels(parts.channels, () => parts.news('app.changed'));
  }

  /** The program that is shown: the user's own, or the demo's. */
  get shown(): Program {
    return this.#running.program;
  }

  get login(): LoginDesk {
    return this.#parts.login;
  }

  get updates(): UpdateDesk {
    return this.#parts.updates;
  }

  now(): number {
    return this.#parts.now();
  }

  /** Returns what the window has to know before it draws. */
  async appDescription(): Promise<Result<AppDescription>> {
    const { own, version, providers, now, timeZone, isOnline, hasTray, vaultFailure } = this.#parts;
    const counts = await this.shown.overview.counts();
    if (!counts.ok) return counts;
    const settings = await this.settings();
    if (!settings.ok) return settings;
    void this.#channels.ask();
    return success({
      version,
      now: instantOf(now()),
      locale: this.#localeOf(settings.value),
      timeZone: timeZone(),
      settings: settings.value,
      demo: this.isDemo(),
      offline: !isOnline(),
      trayAvailable: hasTray(),
      dataFolder: this.files.folder.path,
      login: await this.login.view(),
      update: this.updates.view(),
      channels: this.#channels.known,
      vault: vaultFailure(),
      store: this.#running.life.damage ?? this.#running.life.setAside,
      // The user's own bell rings on behind the demo, and nothing must hide that it does not.
      health: own.life.health,
      providers,
      ...counts.value,
    });
  }

  /** The window shows its first rows. */
  readonly drawn = (marks: readonly StartMark[]): void => this.#parts.onDrawn(marks);

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

  /** Rounds of the demo that are under way get `patienceMs` milliseconds, or as long as they take. */
  async leaveDemo(patienceMs?: number): Promise<Result<null>> {
    // A demo that could not be entered was told to who asked for it.
    await this.#entering?.catch(() => undefined);
    const demo = this.#demo;
    this.#demo = null;
    this.#everythingChanged();
    await demo?.end(patienceMs);
    return success(null);
  }

  settings(): Promise<Result<Settings>> {
    return this.shown.settings.get();
  }

  /** See `ownSettings`. */
  changeSettings(changed: Partial<Settings>): Promise<Result<Settings>> {
    return this.isDemo() ? this.#changeInDemo(changed) : this.#parts.own.program.settings.set(changed);
  }

  /** An account is the user's own, and never goes with the demo that it was added from. */
  async addAccount(entered: NewAccount): Promise<Result<AccountTest>> {
    const { program } = this.#parts.own;
    const added = await program.accounts.add({ ...entered, test: true });
    if (!added.ok) return added;
    const { account, isFirst, test } = added.value;
    if (this.isDemo()) await this.leaveDemo();
    if (isFirst) void this.#tryChannels(account.label);
    void program.accounts.sync({ id: account.id });
    return success(test ?? { orders: null });
  }

  /** Asks a provider with what was entered: with the user's own ways to the network, also in the demo. */
  testAccount(entered: NewAccount): Promise<Result<AccountTest>> {
    return this.#parts.own.program.accounts.test(entered);
  }

  /** Rings a rental now. Returns the channel that showed it, or why none did. */
  async ringNow(rentalId: RentalId): Promise<Result<RingOutcome>> {
    const rung = await this.shown.reminders.ringNow({ rentalId });
    if (!rung.ok) return rung;
    if (rung.value !== null) return success({ channel: rung.value, why: null });
    // What stood in the way has just been found out, so the channel's health says it.
    const [best] = await this.#channels.ask();
    return success({ channel: 'inbox', why: best?.why ?? null });
  }

  async openNotices(): Promise<Result<null>> {
    const refused = await this.#parts.openNotices();
    return refused === '' ? success(null) : failed('not-found', { reason: 'no-notices' });
  }

  /** One round of every account that is not paused. */
  async syncAll(): Promise<void> {
    await this.shown.accounts.sync({ id: null });
  }

  /** Brings the window up with a rental or a view. */
  show(asked: Partial<AskedView>): void {
    this.#visits.ask(asked);
    this.#parts.openWindow();
    this.#parts.news('view.changed');
  }

  /** What a notification or the tray asked to see; asked once, then forgotten. */
  takeView(): AskedView {
    return this.#visits.take();
  }

  /** Shows the rental that a link names, or says that there is none. */
  async openLink(rentalId: RentalId | null): Promise<void> {
    const worlds = { shown: this.shown, own: this.#parts.own.program, leaveDemo: () => this.leaveDemo() };
    this.show(await visitOf(rentalId, worlds));
  }

  /** See `showTray`. Never rejects. */
  showTray(draw: (facts: TrayFacts) => void): Promise<void> {
    return showTray({ bell: this.#parts.own.life, shown: this.shown }, draw);
  }

  get #running(): Running {
    return this.#demo?.running ?? this.#parts.own;
  }

  #localeOf({ locale }: Settings): Locale {
    return locale === 'system' ? this.#parts.systemLocale : locale;
  }

  /** Only what was changed: the rest of the demo's is a copy, in which a damaged setting looks like one that says nothing. */
  async #changeInDemo(changed: Partial<Settings>): Promise<Result<Settings>> {
    const owned = ownSettings(changed);
    if (Object.keys(owned).length > 0) {
      const own = await this.#parts.own.program.settings.set(owned);
      if (!own.ok) return own;
    }
    return this.shown.settings.setConfirmed(changed);
  }

  async #tryChannels(account: string): Promise<void> {
    await this.#parts.showFirst(account, () => this.show({}));
    this.#parts.news('app.changed');
  }

  async #enter(): Promise<Result<null>> {
    const started = await this.#parts.startDemo();
    if (!started.ok) return started;
    const { running, end } = started.value;
    try {
      const settings = await this.#parts.own.program.settings.get();
      // A copy: what the user confirmed is not asked again.
      if (settings.ok) await running.program.settings.setConfirmed(settings.value);
      running.life.start();
    } catch (error) {
      await end();
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
