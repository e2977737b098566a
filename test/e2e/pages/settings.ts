import { m } from '../../../electron/core/messages/generated/messages.js';
import type { Locator } from 'playwright-core';
import type { Settings } from '../../../electron/core/model/settings.ts';
import type { AppWindow } from './window.ts';

const languages = { system: m.settings_system, 'zh-CN': m.settings_zh_cn, en: m.settings_en } as const;
const proxies = {
  system: m.settings_proxy_system,
  none: m.settings_proxy_none,
  manual: m.settings_proxy_manual,
} as const;
const themes = { system: m.settings_system, light: m.settings_light, dark: m.settings_dark } as const;

/** The user's own choices. */
export class SettingsPage {
  readonly #window: AppWindow;

  constructor(window: AppWindow) {
    this.#window = window;
  }

  async chooseLanguage(locale: Settings['locale']): Promise<void> {
    await this.#choose(m.settings_language({}, this.#window), languages[locale]({}, this.#window));
  }

  async chooseTheme(theme: Settings['theme']): Promise<void> {
    await this.#choose(m.settings_theme({}, this.#window), themes[theme]({}, this.#window));
  }

  async chooseProxy(mode: keyof typeof proxies): Promise<void> {
    await this.#choose(m.settings_proxy({}, this.#window), proxies[mode]({}, this.#window));
  }

  /** Chooses a proxy of the user's own and waits until it was taken. */
  async setProxy(address: string): Promise<void> {
    await this.chooseProxy('manual');
    await this.#enter(m.settings_proxy_address({}, this.#window), address);
    await this.#window.page.getByText(address, { exact: true }).waitFor();
  }

  /** Enters the path of a file of certificates; whether it is taken is the test's business. */
  async enterExtraCa(path: string): Promise<void> {
    const { page } = this.#window;
    if (!(await this.extraCaField.isVisible())) {
      const set = m.settings_extra_ca_set({}, this.#window);
      const change = m.settings_extra_ca_change({}, this.#window);
      const block = page.getByRole('region', { name: m.settings_network({}, this.#window) });
      await block
        .getByRole('button', { name: set })
        .or(block.getByRole('button', { name: change }).last())
        .click();
    }
    await this.#enter(m.settings_extra_ca_path({}, this.#window), path);
  }

  get extraCaField(): Locator {
    return this.#window.page.getByLabel(m.settings_extra_ca_path({}, this.#window));
  }

  async removeExtraCa(): Promise<void> {
    await this.#window.button(m.settings_extra_ca_remove({}, this.#window)).click();
    await this.#window.page.getByText(m.settings_extra_ca_none({}, this.#window)).waitFor();
  }

  async #enter(label: string, text: string): Promise<void> {
    const { page } = this.#window;
    await page.getByLabel(label).fill(text);
    await page.getByLabel(label).press('Enter');
  }

  async #choose(group: string, choice: string): Promise<void> {
    await this.#window.page.getByRole('radiogroup', { name: group }).getByText(choice, { exact: true }).click();
  }
}
