import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { rentalIdOf } from '../../electron/core/model/ids.ts';
import { show } from './show.ts';

afterEach(cleanup);

const part = (name: string) => within(screen.getByRole('region', { name }));

describe('today', () => {
  it('leads with what is due by how near it is, and says how many and how much', async () => {
    await show({ view: 'today', rentals: 13 });
    expect(screen.getByRole('heading', { level: 1, name: 'Today' })).toBeTruthy();
    expect(screen.getByText(/^4 need you today · CN¥2,450\.00 at stake · 2 without an end$/)).toBeTruthy();
    const [frozen, soon] = part('Now').getAllByRole('listitem');
    expect(frozen?.textContent).toMatch(/22 minutes at most.*4090×1/s);
    expect(soon?.textContent).toMatch(/about 1 h 35 min.*A100×8/s);
    expect(part('Within 24 hours').getAllByRole('listitem')).toHaveLength(2);
    expect(part('Within 7 days').getAllByRole('listitem')[0]?.textContent).toContain('Undecided');
    expect(part('Renewed or delivered lately').getByRole('listitem').textContent).toContain('已续费');
    expect(part('Accounts that cannot be read').getByText('Team cloud')).toBeTruthy();
  });

  it('takes a plan of what has not rung, which is acknowledged nowhere, and folds it away', async () => {
    const { fake } = await show({ view: 'today', rentals: 13 });
    const row = within(screen.getByRole('group', { name: /node-7/ }));
    expect(row.queryByRole('button', { name: /Got it/ })).toBeNull();
    await fireEvent.click(row.getByRole('button', { name: "I'll renew it" }));
    // It stays where it was, so that no other row comes under the pointer; in the place of what was said stands the way back.
    await row.findByRole('button', { name: 'Not decided yet' });
    expect(row.queryByRole('button', { name: "I'll renew it" })).toBeNull();
    expect(fake.asked).toContainEqual({ name: 'rental.decide', input: { id: 'r-4', intention: 'renew' } });
    expect(fake.asked.map(({ name }) => name)).not.toContain('reminder.acknowledge');
    await fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(fake.asked).toContainEqual({ name: 'undo.apply', input: { id: 1 } }));
  });

  it('shows what waits about a rental that is not due as news', async () => {
    const { fake } = await show({
      view: 'today',
      rentals: 13,
      prepare: ({ world }) => {
        const [first] = world.inbox;
        if (first) world.inbox = [{ ...first, rentalId: rentalIdOf('r-11'), heading: '旧博客 已释放' }];
      },
    });
    await fireEvent.click(part('What happened').getByRole('button', { name: 'Got it: 旧博客 已释放' }));
    expect(fake.asked).toContainEqual({ name: 'reminder.acknowledge', input: { ids: ['l-1'] } });
  });

  it('is calm where nothing is due, and says what proves that the bell rings', async () => {
    await show({
      view: 'today',
      prepare: ({ world }) => {
        world.inbox = [];
        world.rentals = world.rentals.filter(({ id }) => id === 'r-9');
      },
    });
    expect(screen.getByText('Nothing is due within 7 days')).toBeTruthy();
    expect(screen.getByText(/^Next: 裸金属 H800×8, in 400 days/)).toBeTruthy();
    expect(screen.getByText('The bell is on: reminders come as notifications.')).toBeTruthy();
    expect(screen.getByText(/It does not start at login/)).toBeTruthy();
  });

  it('says of an account that was never read that nobody knows, not that nothing is due', async () => {
    await show({
      view: 'today',
      prepare: ({ world }) => {
        world.inbox = [];
        world.rentals = [];
        world.accounts = world.accounts
          .slice(0, 1)
          .map((account) => ({ ...account, lastSyncedAt: null, syncing: false }));
      },
    });
    expect(screen.getByText(/^Not read yet: /)).toBeTruthy();
    expect(screen.queryByText('Nothing is due within 7 days')).toBeNull();
    expect(screen.queryByText(/Nothing needs you today/)).toBeNull();
  });
});
