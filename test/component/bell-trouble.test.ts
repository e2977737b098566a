import { cleanup, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Trouble } from '../../electron/core/model/health.ts';
import { minute, addMs } from '../../electron/core/model/instant.ts';
import { fakeNow, fakeRentals } from './fake-rentals.ts';
import { layOut, show } from './show.ts';

beforeEach(() => layOut(600));
afterEach(cleanup);

const planning: Trouble = {
  step: 'planning',
  subject: null,
  others: 0,
  since: addMs(fakeNow, -5 * minute),
  last: fakeNow,
  count: 7,
  code: null,
  reason: null,
  detail: 'RangeError: Invalid time zone specified: Etc/Unknown',
};

describe('what stands in the way of the bell', () => {
  it('is said in a bar that says since when, how often and why, and goes when it is over', async () => {
    const { fake } = await show({
      prepare: ({ world }) => {
        world.description = { ...world.description, health: { lastLookAt: fakeNow, troubles: [planning] } };
      },
    });
    const bar = screen.getByRole('alert').textContent;
    expect(bar).toContain('so they may not ring');
    expect(bar).toContain('Invalid time zone specified: Etc/Unknown');
    expect(bar).toContain('7×');
    fake.world.description = { ...fake.world.description, health: { lastLookAt: fakeNow, troubles: [] } };
    fake.tell('app.changed');
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });

  it('is a notice, and no alarm, where every reminder rings all the same', async () => {
    const zone: Trouble = { ...planning, step: 'quiet-zone', subject: 'Mars/Olympus', detail: null };
    const { fake } = await show({
      prepare: ({ world }) => {
        world.description = { ...world.description, health: { lastLookAt: fakeNow, troubles: [zone] } };
      },
    });
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getByText(/Mars\/Olympus/).closest('[role=status]')).not.toBeNull();
    fake.world.description = { ...fake.world.description, health: { lastLookAt: fakeNow, troubles: [zone, planning] } };
    fake.tell('app.changed');
    await waitFor(() => expect(screen.getAllByRole('alert')).toHaveLength(1));
  });

  it('a desktop that shows nothing is said before the first reminder, and not to who wants the inbox alone', async () => {
    const channels = [
      { channel: 'native', state: 'unavailable', why: 'channel_no_service' },
      { channel: 'inbox', state: 'ok', why: null },
    ] as const;
    const { fake } = await show({
      prepare: ({ world }) => {
        world.description = { ...world.description, channels };
      },
    });
    expect(screen.getByText(/No notification service runs on this desktop/)).toBeTruthy();
    const { settings } = fake.world.description;
    fake.world.description = {
      ...fake.world.description,
      settings: { ...settings, notifications: { urgent: 'inbox', usual: 'inbox', news: 'inbox' } },
    };
    fake.tell('app.changed');
    await waitFor(() => expect(screen.queryByText(/No notification service runs/)).toBeNull());
  });
});

describe('accounts that are behind', () => {
  it('is what stands under the sync button, never beside "synced just now"', async () => {
    const { fake } = await show({
      prepare: ({ world }) => {
        world.accounts = world.accounts.map((account, index) => ({
          ...account,
          ...(index === 0 ? { lastSyncedAt: fakeNow } : { staleSince: account.lastSyncedAt }),
        }));
      },
    });
    expect(screen.getByText('Not up to date: 2 of 3 accounts')).toBeTruthy();
    expect(screen.queryByText(/Synced .* ago/)).toBeNull();
    fake.world.accounts = fake.world.accounts.map((account) => ({ ...account, staleSince: null, failure: null }));
    fake.tell('account.changed');
    // The account that was read longest ago says how old the oldest row may be.
    await screen.findByText('Synced 1 day 2 hours ago');
  });

  it('that were never read are not called empty', async () => {
    await show({
      rentals: 0,
      prepare: ({ world }) => {
        world.accounts = world.accounts.slice(0, 1).map((account) => ({
          ...account,
          lastSyncedAt: null,
          failure: { code: 'network.timeout', detail: 'headers' },
        }));
      },
    });
    expect(screen.getByText('Not read yet: 公司账号')).toBeTruthy();
    expect(screen.getByText(/did not answer in time/)).toBeTruthy();
    expect(screen.queryByText('No rentals yet')).toBeNull();
  });
});

describe('a rental that cannot be drawn', () => {
  it('costs its own row, and never leaves the empty list beneath a count', async () => {
    const { fake } = await show({
      rentals: 3,
      prepare: ({ world }) => {
        world.rentals = [];
        // Main never says so; it is only the surest way to make a row throw.
        world.description = { ...world.description, timeZone: 'Etc/Unknown' };
      },
    });
    expect(screen.getByText('No rentals yet')).toBeTruthy();
    fake.world.rentals = fakeRentals(3);
    fake.tell('rental.changed');
    await waitFor(() => expect(screen.getAllByText(/This rental cannot be shown/).length).toBeGreaterThan(0));
    expect(screen.queryByText('No rentals yet')).toBeNull();
    expect(screen.getAllByRole('row')).toHaveLength(1 + 3);
  });
});
