import type { EventName } from '../core/model/events.ts';
import type { Locale, Settings } from '../core/model/settings.ts';
import type { LocaleSetting } from '../core/words/instants.ts';
import type { Ring } from '../core/reminders/ring.ts';
import { systemTimeZone } from '../edges/system/time-zone.ts';

/**
 * What the edges report to and ask, before the program that replies exists: the program is built from the edges, and the edges
 * speak to the program. Everything is silent until `connect`.
 */
export class Wires {
  readonly systemLocale: Locale;
  #ends: WireEnds | null = null;
  #silent = false;
  #lastLocale: Locale;

  constructor(systemLocale: Locale) {
    this.systemLocale = systemLocale;
    this.#lastLocale = systemLocale;
  }

  connect(ends: WireEnds): void {
    this.#ends = ends;
  }

  /** Once the program quits it stays as it was: what is still told then is in no other language, and the store that knows it is closed. */
  readonly locale = (): Locale => {
    if (!this.#silent) this.#lastLocale = this.#ends?.locale() ?? this.systemLocale;
    return this.#lastLocale;
  };

  readonly localeSetting = (): LocaleSetting => ({ locale: this.locale(), timeZone: systemTimeZone() });

  readonly news = (event: EventName): void => {
    if (!this.#silent) this.#ends?.news(event);
  };

  /** The program quits: news that comes late, of a notification for one, would be looked up in a store that is closed. So would the language. */
  silence(): void {
    this.#silent = true;
  }

  readonly activate = (ring: Ring): void => this.#ends?.activate(ring);

  /** A notification of an earlier run was clicked. */
  readonly activateUnknown = (): void => this.#ends?.activateUnknown();

  readonly settingsChanged = (settings: Settings): void => this.#ends?.settingsChanged(settings);

  readonly networkChanged = (online: boolean): void => this.#ends?.networkChanged(online);
}

/** The program that the edges report to. */
export interface WireEnds {
  readonly locale: () => Locale;
  readonly news: (event: EventName) => void;
  readonly activate: (ring: Ring) => void;
  readonly activateUnknown: () => void;
  readonly settingsChanged: (settings: Settings) => void;
  readonly networkChanged: (online: boolean) => void;
}
