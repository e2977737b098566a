import type { Locator } from 'playwright-core';
import { m } from '../../../electron/core/messages/generated/messages.js';
import type { AppWindow } from './window.ts';

/** The list of accounts. */
export class AccountsPage {
  readonly #window: AppWindow;

  constructor(window: AppWindow) {
    this.#window = window;
  }

  card(label: string): Locator {
    return this.#window.page.getByRole('listitem', { name: label, exact: true });
  }

  get cards(): Locator {
    return this.#window.page
      .getByRole('main')
      .getByRole('listitem')
      .filter({ has: this.#window.page.getByRole('group') });
  }

  /** Unfolds what of an account few have to look at. */
  async openAdvanced(label: string): Promise<void> {
    await this.card(label).getByText(m.account_advanced({}, this.#window), { exact: true }).click();
  }

  async sync(label: string): Promise<void> {
    await this.card(label)
      .getByRole('button', { name: m.account_sync({}, this.#window), exact: true })
      .click();
  }

  replaceKeyButton(label: string): Locator {
    return this.card(label).getByRole('button', { name: m.account_replace_key({}, this.#window), exact: true });
  }

  removeButton(label: string): Locator {
    return this.card(label).getByRole('button', { name: m.account_remove({}, this.#window), exact: true });
  }

  /** Opens the dialog for a new key of a Qiniu account, fills it in and sends it. */
  async replaceQiniuKey(
    label: string,
    keys: { readonly accessKey: string; readonly secretKey: string },
  ): Promise<Locator> {
    await this.replaceKeyButton(label).click();
    const dialog = this.#window.page.getByRole('dialog', { name: m.account_replace_key_of({ label }, this.#window) });
    await dialog.getByLabel(m.provider_qiniu_access_key({}, this.#window), { exact: true }).fill(keys.accessKey);
    await dialog.getByLabel(m.provider_qiniu_secret_key({}, this.#window), { exact: true }).fill(keys.secretKey);
    await dialog.getByRole('button', { name: m.account_test_and_replace({}, this.#window) }).click();
    return dialog;
  }
}
