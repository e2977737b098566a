import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { balanceIdOf } from '../../electron/core/rentals/balance.ts';
import { addMs, day } from '../../electron/core/model/instant.ts';
import { reminderIdOf } from '../../electron/core/model/ids.ts';
import type { InboxEntry } from '../../electron/core/model/reminder.ts';
import type { FakeBridge } from './fake-bridge.ts';
import { fakeNow } from './fake-rentals.ts';
import { layOut, show } from './show.ts';

beforeEach(() => layOut(600));
afterEach(cleanup);

const lastsUntil = addMs(fakeNow, 4 * day);
const balance = (credit: string) => ({
  ...{ credit: { amount: credit, currency: 'USD' }, perHour: { amount: '0.71', currency: 'USD' } },
  ...{ lastsUntil, afterwards: null },
});
const withBalance = ({ world }: FakeBridge, credit: string) => {
  world.accounts = world.accounts.map((account, index) =>
    index === 0 ? { ...account, balance: balance(credit) } : account,
  );
};

it('an account says what is left on it, and until when that lasts', async () => {
  const { state } = await show({ prepare: (fake) => withBalance(fake, '12.3') });
  state.app.show('accounts');
  const line = await screen.findByText(/^Credit: /);
  expect(line.textContent).toMatch(/^Credit: \$12\.30, lasts until Nov 22, .* at \$0\.71 an hour$/);
  expect(screen.getAllByText(/^Credit: /)).toHaveLength(1);
});

it('an account says in Chinese that nothing is left', async () => {
  const { state } = await show({ locale: 'zh-CN', prepare: (fake) => withBalance(fake, '-0.2') });
  state.app.show('accounts');
  expect((await screen.findByText(/^余额：/)).textContent).toBe('余额：-US$0.20，已用完');
});

it('its card offers no plan, can be put off, and opens the accounts', async () => {
  const { fake, state } = await show({
    prepare: (fake) => {
      withBalance(fake, '12.3');
      const [account] = fake.world.accounts;
      if (account === undefined) throw new Error('there are accounts');
      const entry: InboxEntry = {
        id: reminderIdOf('credit/inbox'),
        rentalId: balanceIdOf(account.id),
        provider: account.provider,
        intention: 'undecided',
        former: null,
        endAt: null,
        heading: 'Credit of main lasts 4 days',
        body: '$12.30 left',
        deadlineAt: lastsUntil,
        firedAt: fakeNow,
        later: {
          deadline: 'balance',
          choices: [{ value: 'hour', ringsAt: addMs(fakeNow, 3_600_000), pointMs: null, heldBy: null }],
        },
      };
      fake.world.inbox = [entry];
    },
  });
  state.app.show('today');
  const actions = await screen.findByRole('group', { name: /Credit of main/ });
  const names = within(actions)
    .getAllByRole('button')
    .map((button) => button.textContent.trim());
  expect(names).toEqual(['Later…', 'Got it']);
  await fireEvent.click(within(actions).getByRole('button', { name: /Later/ }));
  await fireEvent.click(screen.getByRole('button', { name: /1 hour/ }));
  await waitFor(() => expect(fake.asked.map(({ name }) => name)).toContain('rental.snooze'));
  expect(fake.asked.map(({ name }) => name)).not.toContain('rental.get');
  await fireEvent.click(screen.getByRole('button', { name: 'Credit of main lasts 4 days' }));
  await waitFor(() => expect(state.app.view).toBe('accounts'));
  expect(state.rental.id).toBeNull();
});
