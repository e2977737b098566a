import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { locales } from '../../electron/core/model/settings.ts';
// The window loads these when they are first shown; here they are ready before a test waits for them.
import '../../renderer/accounts/AddAccountDialog.svelte';
import '../../renderer/views/AccountsView.svelte';
import type { FakeBridge } from './fake-bridge.ts';
import { contradictingProducts, fakeSuggestion, fakeSuggestions } from './fake-suggestions.ts';
import { layOut, show } from './show.ts';

beforeEach(() => layOut(600));
afterEach(cleanup);

const showAccounts = async (prepare: (fake: FakeBridge) => void, locale: 'en' | 'zh-CN' = 'en') => {
  const shown = await show({ locale, prepare });
  shown.state.app.show('accounts');
  const card = await screen.findByRole('listitem', { name: '实验室' });
  return { ...shown, card: within(card), element: card };
};
const setSettings = (fake: FakeBridge) =>
  fake.asked.flatMap(({ name, input }) => (name === 'account.setSettings' ? [input] : []));

describe('what the orders of an account suggest', () => {
  it('is told beside the lasting notice, with the orders that show it', async () => {
    const { card } = await showAccounts(({ world }) => (world.suggestions = fakeSuggestions(fakeSuggestion)));
    expect(await card.findByText('Only unit month or year fit your orders.')).toBeTruthy();
    expect(card.getByText(/Not known: fake_durationUnit/)).toBeTruthy();
    await fireEvent.click(card.getByText('The 3 orders that show it'));
    const orders = card.getAllByText('1902176615603838972');
    expect(orders).toHaveLength(1);
    expect(
      card.getAllByText(/Placed .*, duration 1\. Still running .*\. Cannot be unit hour, unit day, or week\./),
    ).toHaveLength(3);
  });

  it('is applied only by its button, one for each value that remains', async () => {
    const { card, fake } = await showAccounts(({ world }) => (world.suggestions = fakeSuggestions(fakeSuggestion)));
    const use = await card.findByRole('button', { name: 'Use unit month' });
    expect(card.getAllByRole('button', { name: /^Use / })).toHaveLength(2);
    expect(setSettings(fake)).toEqual([]);
    await fireEvent.click(use);
    await waitFor(() => expect(setSettings(fake)).toEqual([{ id: 'a-wolover', settings: { durationUnit: 'month' } }]));
    await waitFor(() => expect(screen.getByRole('log').textContent).toContain('Set to unit month.'));
    expect(card.queryByText(/Not known: fake_durationUnit/)).toBeNull();
  });

  it('warns of a unit that is set and cannot be right', async () => {
    const { card } = await showAccounts(({ world }) => {
      world.accounts = world.accounts.map((account) => ({ ...account, settings: { durationUnit: 'day' } }));
      world.suggestions = fakeSuggestions({ ...fakeSuggestion, value: 'day' });
    });
    expect(await card.findByText('It cannot be unit day. Only unit month or year fit your orders.')).toBeTruthy();
  });

  it('says that orders contradict each other, and leaves every choice', async () => {
    const { card } = await showAccounts(
      ({ world }) => (world.suggestions = fakeSuggestions(...contradictingProducts.slice(0, 1))),
    );
    expect(await card.findByText(/Your orders contradict each other/)).toBeTruthy();
    expect(card.queryAllByRole('button', { name: /^Use / })).toEqual([]);
    expect(card.getByRole('combobox', { name: 'fake_durationUnit' }).childElementCount).toBe(4);
  });

  it('is asked anew after news of the accounts, and no more once they are out of sight', async () => {
    const { card, fake, state } = await showAccounts(() => undefined);
    fake.world.suggestions = fakeSuggestions(fakeSuggestion);
    fake.tell('account.changed');
    expect(await card.findByText('Only unit month or year fit your orders.')).toBeTruthy();
    state.app.show('rentals');
    await screen.findByRole('grid');
    const asked = fake.asked.filter(({ name }) => name === 'account.suggestions').length;
    await state.accounts.load();
    expect(fake.asked.filter(({ name }) => name === 'account.suggestions')).toHaveLength(asked);
  });
});

describe('the unit of a product', () => {
  const products = ({ world }: FakeBridge) => (world.suggestions = fakeSuggestions());

  it('is chosen beside its name, and the others keep theirs', async () => {
    const { card, fake } = await showAccounts((bridge) => {
      products(bridge);
      bridge.world.accounts = bridge.world.accounts.map((account) => ({
        ...account,
        settings: { durationUnit: 'unknown', productUnits: '单节点服务器=month' },
      }));
    });
    const unitOf = (name: string) =>
      card.getByRole<HTMLSelectElement>('combobox', { name: `fake_productUnits: ${name}` });
    await card.findByText('A100×8 预训练集群节点');
    expect([unitOf('单节点服务器').value, unitOf('调试容器').value]).toEqual(['month', '']);
    expect(card.getByText(/Where a product has none of its own/)).toBeTruthy();
    await fireEvent.change(unitOf('调试容器'), { target: { value: 'hour' } });
    await waitFor(() => expect(unitOf('调试容器').value).toBe('hour'));
    await fireEvent.change(unitOf('单节点服务器'), { target: { value: '' } });
    await waitFor(() => expect(setSettings(fake)).toHaveLength(2));
    expect(setSettings(fake)).toMatchObject([
      { settings: { productUnits: '单节点服务器=month,调试容器=hour' } },
      { settings: { productUnits: '调试容器=hour' } },
    ]);
  });

  it('is suggested where products contradict each other', async () => {
    const { card, fake } = await showAccounts(
      ({ world }) => (world.suggestions = fakeSuggestions(...contradictingProducts)),
    );
    await fireEvent.click(await card.findByRole('button', { name: 'Use unit hour for 调试容器' }));
    await waitFor(() => expect(setSettings(fake)).toMatchObject([{ settings: { productUnits: '调试容器=hour' } }]));
  });

  it('is not asked of a new account', async () => {
    const { state } = await showAccounts(products);
    state.accounts.openForm();
    const form = within(await screen.findByRole('dialog', { name: 'Add account' }));
    expect(form.getByLabelText('fake_durationUnit')).toBeTruthy();
    expect(form.queryByText('fake_productUnits')).toBeNull();
  });
});

it.each(locales)('axe finds nothing in %s', async (locale) => {
  const { element } = await showAccounts(
    ({ world }) => (world.suggestions = fakeSuggestions(...contradictingProducts)),
    locale,
  );
  for (const details of element.querySelectorAll('details')) details.open = true;
  const { violations } = await axe.run(element, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});
