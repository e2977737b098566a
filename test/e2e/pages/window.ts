import type { Locator, Page } from 'playwright-core';
import type { View } from '../../../electron/contract/views.ts';
import { m } from '../../../electron/core/messages/generated/messages.js';
import type { Locale } from '../../../electron/core/model/settings.ts';

const viewNames = {
  today: m.today_view,
  rentals: m.rental_view,
  reminders: m.reminder_view,
  accounts: m.account_view,
  settings: m.settings_view,
} as const satisfies Record<View, unknown>;

/** The app's window as its user finds things in it: by their roles and by the words of one language. */
export class AppWindow {
  readonly page: Page;
  readonly locale: Locale;

  constructor(page: Page, locale: Locale = 'en') {
    this.page = page;
    this.locale = locale;
  }

  /** The same window in another language. */
  in(locale: Locale): AppWindow {
    return new AppWindow(this.page, locale);
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  heading(name: string | RegExp): Locator {
    return this.page.getByRole('heading', { name, exact: true });
  }

  /** The welcome of a program without accounts. */
  get welcome(): Locator {
    return this.heading(m.welcome_heading({}, this));
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  /** The bars on top of the window that tell what concerns the whole app. */
  notice(text: string | RegExp): Locator {
    return this.page.getByRole('main').getByRole('status').filter({ hasText: text });
  }

  /** Goes to a view by the sidebar and waits for it. */
  async visit(view: View): Promise<void> {
    const name = viewNames[view]({}, this);
    // Behind its name a button says how much waits there.
    const named = new RegExp(`^${name}(?!\\p{L})`, 'u');
    await this.page.getByRole('navigation').getByRole('button', { name: named }).click();
    await this.page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  }

  async enterDemo(): Promise<void> {
    await this.button(m.welcome_demo({}, this)).click();
  }

  async leaveDemo(): Promise<void> {
    await this.button(m.common_demo_leave({}, this)).click();
  }
}
