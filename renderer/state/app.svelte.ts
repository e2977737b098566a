import type { Bridge } from '../../electron/contract/requests.ts';
import type { AppDescription, View } from '../../electron/contract/views.ts';
import type { Failure, Result } from '../../electron/core/model/failure.ts';
import type { Locale } from '../../electron/core/model/settings.ts';
import type { LocaleSetting } from '../../electron/core/words/instants.ts';
import { t, textOf } from '../../electron/core/words/words.ts';
import { oneAtATime } from './one-at-a-time.ts';
import type { NowState } from './now.svelte.ts';

/** What the whole window stands on: description, language, the view shown, news for screen readers. */
export class AppState {
  /** Null until main has answered once. */
  description: AppDescription | null = $state.raw(null);
  view: View = $state('today');
  /** A wish that failed, shown until dismissed. */
  trouble: Failure | null = $state.raw(null);
  /** The latest news in words, for the live region. */
  news = $state('');
  /** The file of the backup that was written last in this window. */
  backup: string | null = $state(null);
  /** The demo is being built up or taken down. */
  switching = $state(false);
  readonly #bridge: Bridge;
  readonly #now: NowState;
  readonly #first: LocaleSetting;

  readonly locale: Locale = $derived.by(() => this.description?.locale ?? this.#first.locale);
  /** The zone of the computer's clock, as main has found it. */
  readonly timeZone: string = $derived.by(() => this.description?.timeZone ?? this.#first.timeZone);
  readonly localeSetting: LocaleSetting = $derived.by(() => ({ locale: this.locale, timeZone: this.timeZone }));
  /** Whether the system can show notifications now, by any of the ways; believed until main has found out. */
  readonly canNotify: boolean = $derived.by(() => canShow(this.description?.channels ?? null));
  readonly rentalCount = $derived.by(() =>
    Object.values(this.description?.totals ?? {}).reduce((sum, count) => sum + count, 0),
  );

  constructor(bridge: Bridge, now: NowState, first: LocaleSetting) {
    this.#bridge = bridge;
    this.#now = now;
    this.#first = first;
  }

  /** Looks again at what main says about itself. */
  readonly load = oneAtATime(async () => {
    const reply = await this.#bridge.request['app.describe'](null);
    if (!reply.ok) {
      this.trouble = reply.failure;
      return;
    }
    this.#now.follow(Date.parse(reply.value.now));
    this.description = reply.value;
  });

  /** A provider's name in the window's language; its id when it is unknown here. */
  providerName(id: string): string {
    const provider = this.description?.providers.find((candidate) => candidate.id === id);
    return provider ? textOf(provider.name) : id;
  }

  /** Shows one of the views. */
  show(view: View): void {
    this.view = view;
  }

  /** Hands a sentence to screen readers. */
  announce(sentence: string): void {
    this.news = sentence;
  }

  /** Keeps a failed wish for the bar on top; hands through whether it went well. */
  noteFailure<Value>(reply: Result<Value>): reply is { readonly ok: true; readonly value: Value } {
    if (!reply.ok) this.trouble = reply.failure;
    return reply.ok;
  }

  /** Says whether the program is to start at login; says whether the system took it. */
  async setLogin(on: boolean): Promise<boolean> {
    const taken = this.noteFailure(await this.#bridge.request['login.set']({ on }));
    await this.load();
    return taken;
  }

  /** Asks for a newer version now; what comes of it is in the description. */
  async lookForUpdate(): Promise<void> {
    this.noteFailure(await this.#bridge.request['update.look'](null));
  }

  /** Downloads the version that is known. */
  async downloadUpdate(): Promise<void> {
    this.noteFailure(await this.#bridge.request['update.download'](null));
  }

  /** Starts anew with the version that is ready. */
  async installUpdate(): Promise<void> {
    this.noteFailure(await this.#bridge.request['update.install'](null));
  }

  /** Says whether the program is to look for newer versions by itself. */
  async setAutomaticUpdates(on: boolean): Promise<void> {
    this.noteFailure(await this.#bridge.request['update.setAutomatic']({ on }));
    await this.load();
  }

  /** Opens the notices of the libraries inside the program; what keeps them from being opened is told on top. */
  async openNotices(): Promise<void> {
    this.noteFailure(await this.#bridge.request['notices.open'](null));
  }

  /** Shows the data folder in the system's file manager; what keeps it from that is told on top. */
  async openFolder(): Promise<void> {
    this.noteFailure(await this.#bridge.request['folder.open'](null));
  }

  /** Writes a backup where the user says; says where it is now. */
  async writeBackup(): Promise<void> {
    const written = await this.#bridge.request['backup.write'](null);
    if (this.noteFailure(written)) this.backup = written.value ?? this.backup;
  }

  /** Puts what goes with a report of a fault on the clipboard; says whether it is there. */
  async copyDiagnostics(): Promise<boolean> {
    const isCopied = this.noteFailure(await this.#bridge.request['diagnostics.copy'](null));
    if (isCopied) this.announce(t.diagnostics_copied());
    return isCopied;
  }

  /** Puts a backup in place, after which the program starts anew. */
  async restoreBackup(): Promise<void> {
    this.noteFailure(await this.#bridge.request['backup.restore'](null));
  }

  dismissTrouble(): void {
    this.trouble = null;
  }
}

const canShow = (channels: AppDescription['channels']): boolean =>
  channels === null || channels.some(({ channel, state }) => channel !== 'inbox' && state !== 'unavailable');
