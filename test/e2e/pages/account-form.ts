import type { Locator } from 'playwright-core';
import { m } from '../../../electron/core/messages/generated/messages.js';
import type { AppWindow } from './window.ts';

interface Entry {
  readonly baseUrl: string;
  readonly label?: string;
}

/** What goes into the form of a new Qiniu account. */
export interface QiniuEntry extends Entry {
  readonly accessKey: string;
  readonly secretKey: string;
}

/** What goes into the form of a new Wolover account, but for the unit of its durations. */
export interface WoloverEntry extends Entry {
  readonly apiKey: string;
}

/** The dialog that adds an account. */
export class AccountForm {
  readonly #window: AppWindow;

  constructor(window: AppWindow) {
    this.#window = window;
  }

  get dialog(): Locator {
    return this.#window.page.getByRole('dialog', { name: m.account_add({}, this.#window) });
  }

  /** Opens it with the button that offers it: on the welcome, or among the accounts. */
  async open(): Promise<void> {
    await this.#window
      .button(m.account_add({}, this.#window))
      .or(this.#window.button(m.welcome_add({}, this.#window)))
      .click();
    await this.dialog.waitFor();
  }

  async close(): Promise<void> {
    await this.dialog.getByRole('button', { name: m.common_cancel({}, this.#window), exact: true }).click();
    await this.dialog.waitFor({ state: 'detached' });
  }

  field(name: string): Locator {
    return this.dialog.getByLabel(name, { exact: true });
  }

  /** The checkbox that agrees to an address without encryption; there only when it is needed. */
  get httpConsent(): Locator {
    return this.dialog.getByRole('checkbox', { name: m.account_allow_http({}, this.#window) });
  }

  /** Chooses Qiniu and fills in what it asks for. */
  async fillQiniu({ accessKey, secretKey, ...entry }: QiniuEntry): Promise<void> {
    await this.#choose(m.provider_qiniu_name({}, this.#window));
    await this.field(m.provider_qiniu_access_key({}, this.#window)).fill(accessKey);
    await this.field(m.provider_qiniu_secret_key({}, this.#window)).fill(secretKey);
    await this.#fill(entry);
  }

  /** Chooses Wolover and fills in what it asks for, but for the unit. */
  async fillWolover({ apiKey, ...entry }: WoloverEntry): Promise<void> {
    await this.#choose(m.provider_wolover_name({}, this.#window));
    await this.field(m.provider_wolover_api_key({}, this.#window)).fill(apiKey);
    await this.#fill(entry);
  }

  async #choose(provider: string): Promise<void> {
    await this.dialog.getByRole('radio', { name: provider, exact: true }).check();
  }

  async #fill({ baseUrl, label }: Entry): Promise<void> {
    const address = this.field(m.account_base_url({}, this.#window));
    if (!(await address.isVisible())) await this.dialog.getByText(m.account_advanced({}, this.#window)).click();
    await address.fill(baseUrl);
    if (label !== undefined) await this.field(m.account_label({}, this.#window)).fill(label);
  }

  /** Sends it: one real request, then either the answer or what is wrong. */
  async submit(): Promise<void> {
    await this.dialog.getByRole('button', { name: m.account_test_and_add({}, this.#window) }).click();
  }

  /** What went wrong, read aloud. */
  get alert(): Locator {
    return this.dialog.getByRole('alert');
  }

  /** From the good news to the list. */
  async showRentals(): Promise<void> {
    await this.dialog.getByRole('button', { name: m.account_done({}, this.#window) }).click();
    await this.dialog.waitFor({ state: 'detached' });
  }
}
