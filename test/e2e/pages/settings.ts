import { m } from '../../../electron/contract/messages/generated/messages.js';
import type { Settings } from '../../../electron/contract/settings.ts';
import type { AppWindow } from './window.ts';

const languages = { system: m.settings_system, 'zh-CN': m.settings_zh_cn, en: m.settings_en } as const;
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

  async #choose(group: string, choice: string): Promise<void> {
    await this.#window.page.getByRole('radiogroup', { name: group }).getByText(choice, { exact: true }).click();
  }
}
