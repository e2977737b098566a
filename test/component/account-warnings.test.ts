import { screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { show } from './show.ts';

it('an account says what its last round has to tell besides', async () => {
  const { state } = await show({
    prepare: ({ world }) => {
      world.accounts = world.accounts.map((account, index) => ({
        ...account,
        warnings: index === 0 ? [{ code: 'round.unsettled' }, { code: 'order.implausible', count: 2 }] : [],
      }));
    },
  });
  state.app.show('accounts');
  expect(await screen.findAllByText(/its total does not fit its orders/)).toHaveLength(1);
  expect(screen.getAllByText(/2 orders state a time or duration that cannot be right/)).toHaveLength(1);
});
