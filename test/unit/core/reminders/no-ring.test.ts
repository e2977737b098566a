import { describe, expect, it } from 'vitest';
import type { Rental } from '../../../../electron/core/model/rental.ts';
import { noRules } from '../../../../electron/core/reminders/hold.ts';
import { noRingOf } from '../../../../electron/core/reminders/no-ring.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { estimated, stated } from '../../../fakes/orders.ts';
import { aRental } from '../../../fakes/rentals.ts';

const now = '2026-03-10T00:00:00Z';
const none = { at: null, basis: 'none', note: 'unit-unknown', earliestAt: null } as const;
const why = (rental: Rental, rules = noRules) => noRingOf(rental, rules, ms(now));

describe('a rental without a known end', () => {
  it('will not ring', () => {
    expect(why(aRental({ end: none }))).toBe('no-end');
    expect(why(aRental({ end: none, phase: 'paid' }))).toBe('no-end');
    expect(why(aRental({ end: none, intention: 'renew' }))).toBe('no-end');
  });

  it('is one whose estimate has passed while it still runs', () => {
    expect(why(aRental({ end: estimated('2026-03-09T00:00:00Z') }))).toBe('no-end');
    expect(why(aRental({ end: stated('2026-03-09T00:00:00Z') }))).toBeNull();
  });

  it('is missed by nobody where it is billed by use, let end on purpose, unpaid, gone or over', () => {
    expect(why(aRental({ end: none, openEnded: true }))).toBeNull();
    expect(why(aRental({ end: none, intention: 'let-lapse' }))).toBeNull();
    for (const phase of ['unpaid', 'awaiting', 'vanished', 'released', 'cancelled', 'expired'] as const)
      expect(why(aRental({ end: none, phase }))).toBeNull();
  });

  it('rings all the same where something else is due', () => {
    const payBy = { at: at('2026-03-12T00:00:00Z'), basis: 'stated' } as const;
    expect(why(aRental({ end: none, phase: 'unpaid', payBy, payBySeenAt: at(now) }))).toBeNull();
  });
});

describe('a mute', () => {
  const ends = '2026-03-20T00:00:00Z';
  const rental = aRental({ end: stated(ends) });

  it('keeps a rental from ringing where it lasts beyond the next deadline', () => {
    const longer = ms('2026-03-20T00:00:01Z');
    expect(why(rental, { ...noRules, mutedUntilMs: longer })).toBe('muted');
    expect(why(rental, { ...noRules, accountMutedUntilMs: () => longer })).toBe('muted');
    expect(why({ ...rental, mutedUntil: at('2026-03-20T00:00:01Z') })).toBe('muted');
    expect(why({ ...rental, mutedUntil: at('2026-03-20T00:00:01Z'), intention: 'let-lapse' })).toBeNull();
  });

  it('that is over by then lets it ring', () => {
    expect(why(rental, { ...noRules, mutedUntilMs: ms(ends) })).toBeNull();
    expect(why(rental)).toBeNull();
  });

  it('counts up to the earlier reading of a doubtful end', () => {
    const doubtful = aRental({ end: { ...stated(ends), earliestAt: at('2026-03-19T00:00:00Z') } });
    expect(why(doubtful, { ...noRules, mutedUntilMs: ms('2026-03-19T12:00:00Z') })).toBe('muted');
  });
});
