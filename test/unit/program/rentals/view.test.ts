import { describe, expect, it } from 'vitest';
import { minute } from '../../../../electron/core/model/instant.ts';
import { rentalView } from '../../../../electron/program/rentals/view.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { aRental } from '../../../fakes/rentals.ts';

describe('stale', () => {
  const synced = { lastSyncedAt: at('2026-03-01T08:00:00Z'), intervalMs: 10 * minute };

  it.each([
    ['just synced', anAccount(synced), '2026-03-01T08:00:00Z', false],
    ['three intervals ago', anAccount(synced), '2026-03-01T08:30:00Z', false],
    ['longer ago than three intervals', anAccount(synced), '2026-03-01T08:30:01Z', true],
    [
      'its last round failed',
      anAccount({ ...synced, staleSince: at('2026-03-01T08:05:00Z') }),
      '2026-03-01T08:06:00Z',
      true,
    ],
    ['never synced', anAccount({ lastSyncedAt: null }), '2026-03-01T08:06:00Z', true],
  ])('%s', (_name, account, time, expected) => {
    expect(rentalView(aRental(), account, ms(time)).stale).toBe(expected);
  });
});
