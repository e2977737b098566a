import { everyRental } from '../../../electron/contract/views.ts';
import { m } from '../../../electron/core/messages/generated/messages.js';
import { demoAccounts } from '../../../electron/demo/accounts.ts';
import { keyRejected, silence, statusWith } from '../../fakes/faults.ts';
import type { DemoServers } from '../../../electron/demo/servers.ts';
import { AccountForm } from './account-form.ts';
import { AccountsPage } from './accounts.ts';
import { RentalsPage } from './rentals.ts';
import { answerOf, syncAfresh } from './requests.ts';
import type { AppWindow } from './window.ts';

/** Where the tour is made: the window, and the providers behind it. */
export interface TourPlace {
  readonly window: AppWindow;
  readonly servers: DemoServers;
  /** A provider where nothing was ever bought. */
  readonly empty: DemoServers;
}

/** One view to be looked at: how to come to it from the one before. */
export interface Stop {
  readonly name: string;
  readonly arrive: (place: TourPlace) => Promise<void>;
}

const closeDialog = async ({ window }: TourPlace): Promise<void> => {
  await window.page.keyboard.press('Escape');
  await window.dialog.or(window.page.getByRole('alertdialog')).waitFor({ state: 'detached' });
};

const labelOf = (window: AppWindow): string => m.demo_account_lab({}, window);

const addEverything = async ({ window, servers }: TourPlace): Promise<void> => {
  for (const { provider, labelMessage, baseUrl, settings, secrets } of demoAccounts(servers)) {
    const label = m[labelMessage]({}, window);
    await answerOf(window.page, 'account.add', { provider, label, baseUrl, settings, secrets, allowHttp: false });
  }
  await window.visit('rentals');
  await new RentalsPage(window).rows().first().waitFor();
  // Until no round is under way, so that nothing moves.
  await window.page.getByRole('button', { name: m.account_sync_all({}, window), disabled: false }).waitFor();
};

const openRental = async (window: AppWindow, words: string): Promise<void> => {
  const rentals = new RentalsPage(window);
  // The list is as long as the window only.
  await rentals.search.fill(words);
  await rentals.rows(words).first().click();
  await rentals.pane.getByRole('heading', { level: 2 }).first().waitFor();
};

const firstUse: readonly Stop[] = [
  { name: 'welcome', arrive: ({ window }) => window.welcome.waitFor() },
  { name: 'add-account', arrive: ({ window }) => new AccountForm(window).open() },
  {
    name: 'add-account-http',
    arrive: async ({ window }) => {
      const form = new AccountForm(window);
      await form.fillQiniu({ baseUrl: 'http://192.0.2.1', accessKey: 'mistyped', secretKey: 'mistyped' });
      await form.submit();
      await form.httpConsent.waitFor();
    },
  },
  {
    name: 'add-account-refused',
    arrive: async ({ window, servers }) => {
      const form = new AccountForm(window);
      await form.fillQiniu({ baseUrl: servers.qiniu.baseUrl, accessKey: 'mistyped', secretKey: 'mistyped' });
      await form.submit();
      await form.alert.waitFor();
    },
  },
  {
    name: 'today-first-sync',
    arrive: async (place) => {
      await closeDialog(place);
      const { window, empty } = place;
      // The test is answered, what follows it is not.
      empty.faults.add({ fault: silence(), requests: [2] });
      const { baseUrl, secrets } = empty.qiniu;
      const account = { provider: 'qiniu', label: 'Qiniu', baseUrl, settings: {}, secrets: { ...secrets } };
      await answerOf(window.page, 'account.add', { ...account, allowHttp: false });
      await window.page.getByText(m.rental_first_sync({}, window)).waitFor();
    },
  },
  {
    name: 'rentals-first-sync',
    arrive: async ({ window }) => {
      await window.visit('rentals');
      await window.page.getByText(m.rental_first_sync({}, window)).waitFor();
    },
  },
  {
    name: 'rentals-failed',
    arrive: async ({ window, empty }) => {
      await empty.stop();
      await window.page.getByText(m.rental_unread({ labels: 'Qiniu' }, window)).waitFor();
    },
  },
  {
    name: 'today-failed',
    arrive: async ({ window }) => {
      await window.visit('today');
      await window.page.getByText(m.rental_unread({ labels: 'Qiniu' }, window)).waitFor();
    },
  },
];

const everyday: readonly Stop[] = [
  {
    name: 'rentals-first-steps',
    arrive: async (place) => {
      const [account] = await answerOf(place.window.page, 'account.list', null);
      if (account) await answerOf(place.window.page, 'account.remove', { id: account.id });
      await addEverything(place);
      await place.window.notice(m.first_steps_left({}, place.window)).waitFor();
    },
  },
  {
    name: 'first-steps',
    arrive: async ({ window }) => {
      await window.visit('today');
      await window.button(m.settings_test({}, window)).click();
      await window.page.getByText(m.first_heard({}, window)).waitFor();
    },
  },
  {
    name: 'rentals',
    arrive: async ({ window }) => {
      // What is asked once would stand above every view.
      await answerOf(window.page, 'login.set', { on: false });
      await answerOf(window.page, 'settings.set', { firstSteps: ['ring', 'quiet'] });
      await window.visit('rentals');
      await window.notice(m.first_steps_left({}, window)).waitFor({ state: 'detached' });
    },
  },
  {
    name: 'rental',
    arrive: async ({ window }) => {
      // An account whose provider tells of orders.
      await openRental(window, m.demo_account_company({}, window));
      await new RentalsPage(window).search.fill('');
    },
  },
  {
    name: 'rental-orders',
    arrive: async ({ window }) => {
      const { pane } = new RentalsPage(window);
      await pane.locator('summary').last().click();
      await pane.getByRole('heading', { name: m.order_list({}, window), level: 2 }).scrollIntoViewIfNeeded();
      await pane.getByRole('term').last().scrollIntoViewIfNeeded();
    },
  },
  { name: 'rental-renews', arrive: ({ window }) => openRental(window, m.provider_alibaba_kind_eip({}, window)) },
  { name: 'rental-ecs', arrive: ({ window }) => openRental(window, m.provider_alibaba_kind_ecs({}, window)) },
  { name: 'rental-vastai', arrive: ({ window }) => openRental(window, m.demo_account_training({}, window)) },
  {
    name: 'no-match',
    arrive: async ({ window }) => {
      const rentals = new RentalsPage(window);
      await rentals.close();
      await rentals.search.fill('量子-4096');
      await window.page.getByText(m.rental_no_match({}, window), { exact: true }).waitFor();
    },
  },
  {
    name: 'search',
    arrive: async ({ window }) => {
      const rentals = new RentalsPage(window);
      await rentals.search.fill('4090');
      await rentals.rows('4090').first().waitFor();
    },
  },
  {
    name: 'today',
    arrive: async ({ window }) => {
      await new RentalsPage(window).search.fill('');
      await window.visit('today');
      await window
        .heading(m.today_now({}, window))
        .or(window.heading(m.today_today({}, window)))
        .first()
        .waitFor();
    },
  },
  {
    name: 'reminders',
    arrive: async ({ window }) => {
      await window.visit('reminders');
      await window.page.getByRole('listitem').first().waitFor();
    },
  },
  { name: 'accounts', arrive: ({ window }) => window.visit('accounts') },
  {
    name: 'replace-key',
    arrive: async ({ window }) => {
      await new AccountsPage(window).replaceKeyButton(labelOf(window)).click();
      await window.dialog.waitFor();
    },
  },
  {
    name: 'remove-account',
    arrive: async (place) => {
      await closeDialog(place);
      await new AccountsPage(place.window).removeButton(labelOf(place.window)).click();
      await place.window.page.getByRole('alertdialog').waitFor();
    },
  },
  {
    name: 'settings',
    arrive: async (place) => {
      await closeDialog(place);
      await place.window.visit('settings');
    },
  },
  {
    name: 'settings-data',
    arrive: ({ window }) => window.button(m.diagnostics_copy({}, window)).scrollIntoViewIfNeeded(),
  },
];

const troubled: readonly Stop[] = [
  {
    name: 'accounts-failing',
    arrive: async ({ window, servers }) => {
      servers.faults.add({ fault: keyRejected(), provider: 'wolover' });
      servers.faults.add({ fault: statusWith(503), provider: 'unicloud' });
      await syncAfresh(window.page);
      await window.visit('accounts');
      await new AccountsPage(window)
        .card(labelOf(window))
        .getByText(m.failure_account_key_rejected({}, window))
        .waitFor();
    },
  },
  {
    name: 'rentals-failing',
    arrive: async ({ window }) => {
      await window.visit('rentals');
      await window.button(m.account_failing_look({}, window)).waitFor();
    },
  },
];

/** The window at its smallest, and what is left of the usual one at twice the size. */
const cramped: readonly Stop[] = [
  {
    name: 'rentals-smallest',
    arrive: ({ window }) => window.page.setViewportSize({ width: 720, height: 480 }),
  },
  {
    name: 'rental-smallest',
    arrive: async ({ window }) => {
      await new RentalsPage(window).rows().first().click();
      await new RentalsPage(window).pane.getByRole('heading', { level: 2 }).first().waitFor();
    },
  },
  {
    name: 'rental-twice-the-size',
    arrive: ({ window }) => window.page.setViewportSize({ width: 560, height: 360 }),
  },
  {
    name: 'rentals-twice-the-size',
    arrive: ({ window }) => new RentalsPage(window).close(),
  },
  {
    name: 'add-account-twice-the-size',
    arrive: async ({ window }) => {
      await window.visit('accounts');
      await new AccountForm(window).open();
    },
  },
  {
    name: 'accounts-twice-the-size',
    arrive: closeDialog,
  },
];

/** The window on a wide screen, and as people see it who need more contrast. */
const wide: readonly Stop[] = [
  {
    name: 'today-wide',
    arrive: async ({ window }) => {
      await window.page.setViewportSize({ width: 1440, height: 900 });
      await window.visit('today');
    },
  },
  { name: 'rentals-wide', arrive: ({ window }) => window.visit('rentals') },
  { name: 'rental-wide', arrive: ({ window }) => openRental(window, m.provider_alibaba_kind_ecs({}, window)) },
  { name: 'reminders-wide', arrive: ({ window }) => window.visit('reminders') },
  { name: 'accounts-wide', arrive: ({ window }) => window.visit('accounts') },
  { name: 'settings-wide', arrive: ({ window }) => window.visit('settings') },
  {
    name: 'settings-contrast',
    arrive: async ({ window }) => {
      await window.page.setViewportSize({ width: 1120, height: 720 });
      await window.page.emulateMedia({ forcedColors: 'active' });
    },
  },
  { name: 'today-contrast', arrive: ({ window }) => window.visit('today') },
  {
    name: 'rental-contrast',
    arrive: async ({ window }) => {
      await window.visit('rentals');
      await openRental(window, m.provider_alibaba_kind_ecs({}, window));
    },
  },
  {
    name: 'today-calm',
    arrive: async ({ window }) => {
      await window.page.emulateMedia({ forcedColors: 'none' });
      const accounts = await answerOf(window.page, 'account.list', null);
      for (const { id } of accounts.filter(({ provider }) => provider !== 'qiniu'))
        await answerOf(window.page, 'account.remove', { id });
      const { rows } = await answerOf(window.page, 'rental.list', { ...everyRental, offset: 0, limit: 200 });
      for (const { id } of rows) await answerOf(window.page, 'rental.decide', { id, intention: 'let-lapse' });
      await window.visit('today');
    },
  },
];

/** Every view of the window, in the order in which a user comes to them. */
export const tour: readonly Stop[] = [...firstUse, ...everyday, ...troubled, ...cramped, ...wide];
