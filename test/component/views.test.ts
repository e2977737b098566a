import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { View } from '../../electron/contract/views.ts';
import { success } from '../../electron/core/model/failure.ts';
import { locales } from '../../electron/core/model/settings.ts';
import { layOut, show } from './show.ts';

beforeEach(() => layOut(600));
afterEach(cleanup);

const click = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));

describe('the first start', () => {
  it('welcomes, and enters the demo with one click', async () => {
    const { fake, state } = await show({
      prepare: (fake) => {
        const { accounts } = fake.world;
        fake.world.accounts = [];
        const enter = fake.replies['demo.enter'];
        fake.replies['demo.enter'] = (input) => {
          fake.world.accounts = accounts;
          return enter(input);
        };
      },
    });
    await screen.findByRole('heading', { name: 'Know before a rental ends' });
    await click('Try the demo');
    await screen.findByRole('grid');
    expect(screen.getByText(/This is the demo/)).toBeTruthy();
    await waitFor(() => expect(state.app.switching).toBe(false));
    await click('Leave demo');
    await waitFor(() => expect(state.app.description?.demo).toBe(false));
    expect(fake.asked.map(({ name }) => name)).toEqual(expect.arrayContaining(['demo.enter', 'demo.leave']));
  });

  it('leads to the form of an account', async () => {
    await show({ prepare: (fake) => (fake.world.accounts = []) });
    await fireEvent.click(await screen.findByRole('button', { name: 'Add an account' }));
    await screen.findByRole('dialog', { name: 'Add account' });
  });
});

describe('notices', () => {
  it('say what is wrong with the whole app and what to do', async () => {
    await show({
      prepare: ({ world }) => {
        world.description = {
          ...world.description,
          offline: true,
          vault: { code: 'vault.locked' },
          store: { code: 'store.damaged', reason: 'set-aside' },
        };
      },
    });
    expect(screen.getByText(/No network connection.*Shown as of Nov 17, 08:20/)).toBeTruthy();
    expect(screen.getByText(/keychain is locked/)).toBeTruthy();
    expect(screen.getByText(/set aside/)).toBeTruthy();
  });

  it('name the accounts that are not up to date', async () => {
    await show();
    expect(screen.getByText('Not up to date: Team cloud.')).toBeTruthy();
    await click('See why');
    expect((await screen.findByText(/The provider rejects this key/)).textContent).toContain('Replace the key');
  });
});

describe('accounts', () => {
  it('show the end of the key, plain http, and what an unknown unit costs', async () => {
    const { state } = await show();
    state.app.show('accounts');
    expect(await screen.findByText('••••k7Qz')).toBeTruthy();
    expect(screen.getByText('Unencrypted (http)')).toBeTruthy();
    expect(screen.getByText(/Not known: fake_durationUnit/)).toBeTruthy();
  });

  it('take another unit, and the warning goes', async () => {
    const { fake, state } = await show();
    state.app.show('accounts');
    await screen.findByText(/Not known: fake_durationUnit/);
    const [unit] = screen.getAllByRole('combobox', { name: 'fake_durationUnit' });
    if (unit === undefined) throw new Error('no choice');
    await fireEvent.change(unit, { target: { value: 'month' } });
    await waitFor(() => expect(screen.queryByText(/Not known: fake_durationUnit/)).toBeNull());
    expect(fake.asked).toContainEqual(
      expect.objectContaining({
        name: 'account.setSettings',
        input: expect.objectContaining({ settings: { durationUnit: 'month' } }),
      }),
    );
  });

  it('are removed only after the question that names what goes', async () => {
    const { fake, state } = await show();
    state.app.show('accounts');
    const [remove] = await screen.findAllByRole('button', { name: 'Remove' });
    if (!remove) throw new Error('There is no account to remove.');
    await fireEvent.click(remove);
    const question = await screen.findByRole('alertdialog', { name: 'Remove 公司账号?' });
    expect(question.textContent).toContain('212 orders and 96 rentals');
    expect(fake.asked.some(({ name }) => name === 'account.remove')).toBe(false);
    await fireEvent.click(within(question).getByRole('button', { name: 'Remove account' }));
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    expect(fake.asked).toContainEqual({ name: 'account.remove', input: { id: 'a-qiniu' } });
  });

  it('are synced all at once, and the outcome is told to screen readers', async () => {
    await show({
      prepare: (fake) => {
        fake.replies['account.sync'] = async () =>
          success([
            { ...outcome, label: '公司账号', ok: true, failure: null, orders: 212, changes: 3 },
            { ...outcome, label: 'Team cloud', ok: false, failure: { code: 'account.key-rejected' } },
          ]);
      },
    });
    await click('Sync all');
    const log = screen.getByRole('log');
    await waitFor(() => expect(log.textContent).toContain('212 orders'));
    expect(log.textContent).toContain('Team cloud: The provider rejects this key.');
  });
});

const outcome = {
  provider: 'qiniu',
  warnings: [],
  orders: 0,
  resources: 0,
  rentals: 0,
  changes: 0,
  requests: 1,
  lastSyncedAt: null,
};

describe('reminders', () => {
  it('are listed before they fire, with time, rule and channel, and after, with the reason', async () => {
    const { state } = await show();
    state.app.show('reminders');
    expect(
      (await screen.findByText(/2 hours before the end/, { selector: 'li:first-child p' })).textContent,
    ).toBeTruthy();
    const upcoming = screen.getByRole('region', { name: 'Next 30 days' });
    expect(upcoming.textContent).toContain('10:30');
    expect(upcoming.textContent).toContain('5 minutes before data may be destroyed');
    expect(upcoming.textContent).toContain('Rule: frozen rental');
    expect(upcoming.textContent).toContain('Notification, In the app');
    const log = screen.getByRole('region', { name: 'What happened' });
    expect(log.textContent).toContain('Held back: a more urgent one was shown instead');
    expect(log.textContent).toContain('Failed: the channel failed');
  });

  it('say which of them will not be heard', async () => {
    const { state } = await show({
      prepare: ({ world }) => {
        const notifications = { urgent: 'sound', usual: 'silent', news: 'sound' } as const;
        world.description = { ...world.description, settings: { ...world.description.settings, notifications } };
      },
    });
    state.app.show('reminders');
    const rows = within(await screen.findByRole('region', { name: 'Next 30 days' }));
    await rows.findAllByText(/2 hours before the end/);
    const rowOf = (point: string) =>
      rows.getAllByRole('listitem').find(({ textContent }) => textContent.includes(point))?.textContent;
    expect(rowOf('2 hours before the end')).toContain('Notification without sound, In the app');
    expect(rowOf('5 minutes before data may be destroyed')).toContain('Notification, In the app');
  });

  it('wait in the inbox until they are acknowledged', async () => {
    const { fake } = await show({ view: 'today' });
    expect(screen.getByRole('button', { name: /^Today 4 need you today$/ })).toBeTruthy();
    await fireEvent.click(await screen.findByRole('button', { name: 'Got it: 训练机-02 还剩 3 天' }));
    expect(fake.asked).toContainEqual({ name: 'reminder.acknowledge', input: { ids: ['l-4'] } });
  });

  it('lead to their rental', async () => {
    const { state } = await show({ view: 'today' });
    await fireEvent.click(await screen.findByRole('button', { name: '训练机-02' }));
    await screen.findByRole('complementary', { name: 'Rental details' });
    expect(state.app.view).toBe('rentals');
  });
});

describe('a rental', () => {
  it('shows its deadlines with both bounds, its orders and all their fields', async () => {
    const { fake, state } = await show();
    const frozen = fake.world.rentals[0];
    if (!frozen) throw new Error('The fake world is empty.');
    await state.rental.open(frozen.id);
    const pane = await screen.findByRole('complementary', { name: 'Rental details' });
    expect(pane.textContent).toMatch(/Between Nov 18, 10:35\s–\s10:42/);
    expect(pane.textContent).toContain('Frozen data is kept for 30 minutes');
    expect(pane.textContent).toContain('CN¥1,169.10');
    const table = await within(pane).findByText('All 9 fields');
    await fireEvent.click(table);
    await fireEvent.input(await within(pane).findByRole('searchbox', { name: 'Search fields' }), {
      target: { value: 'expire' },
    });
    const fields = within(pane).getByLabelText('items[0]');
    expect(
      within(fields)
        .getAllByRole('term')
        .map(({ textContent }) => textContent),
    ).toEqual(['life_expire_time']);
  });

  it('rings now through main', async () => {
    const { fake, state } = await show();
    const first = fake.world.rentals[0];
    if (!first) throw new Error('The fake world is empty.');
    await state.rental.open(first.id);
    await fireEvent.click(await screen.findByRole('button', { name: 'Ring now' }));
    expect(fake.asked).toContainEqual({ name: 'reminder.ringNow', input: { rentalId: first.id } });
    await waitFor(() => expect(screen.getByRole('log').textContent).toBe('The desktop showed it.'));
  });

  it('says why nobody could show it, and that the inbox has it', async () => {
    const { fake, state } = await show();
    const [first, second] = fake.world.rentals;
    if (!first || !second) throw new Error('The fake world is empty.');
    fake.replies['reminder.ringNow'] = async () => success({ channel: 'inbox', why: 'channel_refused' });
    await state.rental.open(first.id);
    await fireEvent.click(await screen.findByRole('button', { name: 'Ring now' }));
    const pane = within(screen.getByRole('complementary', { name: 'Rental details' }));
    await pane.findByText(/^No notification was shown\. The system refused.* It waits under Today\.$/);
    await state.rental.open(second.id);
    expect(pane.queryByText(/^No notification was shown/)).toBeNull();
  });
});

describe('the language', () => {
  it('switches everything on screen at once', async () => {
    const { state } = await show();
    state.app.show('settings');
    await fireEvent.click(await screen.findByRole('radio', { name: '简体中文' }));
    await screen.findByRole('heading', { name: '设置' });
    expect(screen.getByRole('button', { name: '租期' })).toBeTruthy();
    expect(document.documentElement.lang).toBe('zh-CN');
    await click('租期');
    expect((await screen.findByRole('grid')).textContent).toContain('最多 22 分钟');
    expect(document.body.textContent).not.toMatch(/Rentals|Ending soon|Sync all/);
  });
});

describe.each(locales)('in %s', (locale) => {
  const views: readonly View[] = ['today', 'rentals', 'reminders', 'accounts', 'settings'];

  it.each(views)('axe finds nothing in %s', async (view) => {
    const { state } = await show({ locale });
    state.app.show(view);
    await screen.findByRole('heading', { level: 1 });
    // Colours are checked in a real browser: the test's DOM has no layout.
    const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });
});
