import { describe, expect, it } from 'vitest';
import { day, epochMsOf, hour, instantOf } from '../../../../electron/core/model/instant.ts';
import type { Rental, RentalState } from '../../../../electron/core/model/rental.ts';
import type { RentalPhase } from '../../../../electron/core/model/rental-phase.ts';
import { rentalView } from '../../../../electron/program/rentals/view.ts';
import { rentalState } from '../../../../electron/core/rentals/state.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { estimated, stated } from '../../../fakes/orders.ts';
import { aRental } from '../../../fakes/rentals.ts';

const stateAt = (rental: Rental, now: string): RentalState => rentalState(rental, ms(now)).state;
const byUse = { end: { at: null, basis: 'none', note: 'billed-by-use', earliestAt: null }, openEnded: true } as const;
const unknownEnd = { end: { at: null, basis: 'none', note: 'not-stated', earliestAt: null } } as const;

describe('what the orders say comes before the clock', () => {
  it.each<[RentalPhase, RentalState]>([
    ['cancelled', 'cancelled'],
    ['released', 'released'],
    ['frozen', 'frozen'],
    ['unpaid', 'pending'],
    ['awaiting', 'pending'],
    ['expired', 'expired'],
    ['vanished', 'unknown'],
  ])('%s is %s before and after the end', (phase, state) => {
    expect(stateAt(aRental({ phase }), '2026-03-02T00:00:00Z')).toBe(state);
    expect(stateAt(aRental({ phase }), '2026-04-02T00:00:00Z')).toBe(state);
  });
});

describe('the end', () => {
  it.each(['stated', 'derived', 'corrected'] as const)('%s: expired from its very instant on', (basis) => {
    const rental = aRental({ end: { at: at('2026-04-01T00:00:00Z'), basis, note: null, earliestAt: null } });
    expect(stateAt(rental, '2026-03-31T23:59:59.999Z')).toBe('ending');
    expect(stateAt(rental, '2026-04-01T00:00:00Z')).toBe('expired');
  });

  it('estimated: active after it, with a word about it', () => {
    const rental = aRental({ provider: 'wolover', end: estimated('2026-04-01T00:00:00Z') });
    expect(stateAt(rental, '2026-04-03T00:00:00Z')).toBe('active');
    expect(rentalView(rental, anAccount(), ms('2026-04-03T00:00:00Z')).end).toEqual({
      at: at('2026-04-01T00:00:00Z'),
      basis: 'estimated',
      note: 'estimate-passed',
    });
    expect(rentalView(rental, anAccount(), ms('2026-03-03T00:00:00Z')).end.note).toBe('from-purchase-duration');
  });

  it('ending in the last seven days, as the colours have it', () => {
    expect(stateAt(aRental(), '2026-03-24T23:59:59Z')).toBe('active');
    expect(stateAt(aRental(), '2026-03-25T00:00:00Z')).toBe('ending');
  });

  it('ending goes by the earlier reading, expired by the stated instant', () => {
    const rental = aRental({
      end: {
        at: at('2026-04-01T00:00:00Z'),
        basis: 'stated',
        note: 'may-be-00:00-beijing-time',
        earliestAt: at('2026-03-31T16:00:00Z'),
      },
    });
    expect(stateAt(rental, '2026-03-24T16:00:00Z')).toBe('ending');
    expect(stateAt(rental, '2026-03-31T20:00:00Z')).toBe('ending');
    expect(stateAt(rental, '2026-04-01T00:00:00Z')).toBe('expired');
  });

  it.each([
    ['two hours', 2 * hour, 2 * hour],
    ['a week', 7 * day, 7 * day],
    ['a year', 365 * day, 7 * day],
  ])('ending whatever its length: %s', (_name, lengthMs, endingForMs) => {
    const end = instantOf(ms('2026-03-01T00:00:00Z') + lengthMs);
    const rental = aRental({ end: stated(end) });
    expect(rentalState(rental, epochMsOf(end) - endingForMs).state).toBe('ending');
    expect(rentalState(rental, epochMsOf(end) - 7 * day - 1).state).toBe('active');
  });
});

describe('no end', () => {
  it('billed by use: open-ended, for ever', () => {
    expect(stateAt(aRental(byUse), '2036-01-01T00:00:00Z')).toBe('open-ended');
  });

  it('billed by use but not delivered: pending', () => {
    expect(stateAt(aRental({ ...byUse, phase: 'awaiting' }), '2026-03-02T00:00:00Z')).toBe('pending');
  });

  it('merely unknown: active, basis none', () => {
    expect(stateAt(aRental(unknownEnd), '2036-01-01T00:00:00Z')).toBe('active');
    expect(rentalView(aRental(unknownEnd), anAccount(), ms('2026-03-02T00:00:00Z')).end).toEqual({
      at: null,
      basis: 'none',
      note: 'not-stated',
    });
  });
});

describe('paid at a provider whose items have no word of their own', () => {
  const rental = aRental({ phase: 'paid', startsAt: at('2026-03-05T00:00:00Z') });

  it('pending until its start, delivered from then on', () => {
    expect(rentalState(rental, ms('2026-03-04T23:59:59Z'))).toEqual({
      state: 'pending',
      untilMs: ms('2026-03-05T00:00:00Z'),
    });
    expect(stateAt(rental, '2026-03-05T00:00:00Z')).toBe('active');
    expect(stateAt(rental, '2026-04-01T00:00:00Z')).toBe('expired');
  });

  it('billed by use: open-ended once it began', () => {
    expect(stateAt(aRental({ ...byUse, phase: 'paid' }), '2026-03-05T00:00:00Z')).toBe('open-ended');
  });
});

it('tells when the clock alone changes the state next, and what it is then', () => {
  let nowMs = ms('2026-03-02T00:00:00Z');
  const seen: RentalState[] = [];
  for (;;) {
    const { state, untilMs } = rentalState(aRental(), nowMs);
    seen.push(state);
    if (untilMs === null) break;
    expect(rentalState(aRental(), untilMs - 1).state).toBe(state);
    nowMs = untilMs;
  }
  expect(seen).toEqual(['active', 'ending', 'expired']);
});
