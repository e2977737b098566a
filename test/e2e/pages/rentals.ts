import type { Locator } from 'playwright-core';
import { m } from '../../../electron/core/messages/generated/messages.js';
import type { AppWindow } from './window.ts';

/** The list of rentals and the one that is open beside it. */
export class RentalsPage {
  readonly #window: AppWindow;

  constructor(window: AppWindow) {
    this.#window = window;
  }

  get grid(): Locator {
    return this.#window.page.getByRole('grid', { name: m.rental_view({}, this.#window) });
  }

  /** The rows drawn at the moment whose text fits, the headings left out. */
  rows(text: string | RegExp = ''): Locator {
    return this.grid.getByRole('row', { selected: undefined }).filter({ has: this.cells, hasText: text });
  }

  get search(): Locator {
    return this.#window.page.getByRole('searchbox', { name: m.rental_search({}, this.#window) });
  }

  /** Shows those of one account, whose number stands beside its label. */
  async ofAccount(label: string): Promise<void> {
    const accounts = this.#window.page.getByRole('combobox', { name: m.rental_filter_account({}, this.#window) });
    const value = await accounts.locator('option', { hasText: label }).getAttribute('value');
    await accounts.selectOption(value ?? '');
  }

  /** The details of the open rental. */
  get pane(): Locator {
    return this.#window.page.getByRole('complementary', { name: m.rental_pane({}, this.#window) });
  }

  /** The details once they are those of this rental. */
  details(title: string | RegExp): Locator {
    return this.pane.filter({ has: this.#window.page.getByRole('heading', { level: 2, name: title }) });
  }

  /** Opens the first row that fits and waits for its details. */
  async open(title: string): Promise<Locator> {
    await this.rows(title).first().click();
    await this.details(title).waitFor();
    return this.pane;
  }

  async close(): Promise<void> {
    await this.pane.getByRole('button', { name: m.common_close({}, this.#window) }).click();
    await this.pane.waitFor({ state: 'detached' });
  }

  /** How many rentals the list says it has. */
  async count(): Promise<number> {
    return Number(await this.grid.getAttribute('aria-rowcount')) - 1;
  }

  private get cells(): Locator {
    return this.#window.page.getByRole('gridcell');
  }
}
