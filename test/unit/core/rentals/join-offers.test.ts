import { describe, expect, it } from 'vitest';
import { providerOrderIdOf } from '../../../../electron/core/model/ids.ts';
import type { Rental } from '../../../../electron/core/model/rental.ts';
import { joinOffers } from '../../../../electron/core/rentals/join-offers.ts';
import { at } from '../../../fakes/instants.ts';
import { stated } from '../../../fakes/orders.ts';
import { aRental } from '../../../fakes/rentals.ts';

const other = (facts: Partial<Omit<Rental, 'id'>> = {}): Rental =>
  aRental({ id: 'old', startsAt: at('2026-02-01T00:00:00Z'), end: stated('2026-03-01T00:00:00Z'), ...facts });
const begun = (startsAt: string, facts: Partial<Omit<Rental, 'id'>> = {}): Rental =>
  aRental({ id: 'new', startsAt: at(startsAt), orders: [providerOrderIdOf('order-2')], ...facts });
const offered = (rental: Rental, ...others: readonly Rental[]): readonly string[] =>
  joinOffers(rental, [rental, ...others]).map(({ id }) => id);

describe('probably the same machine', () => {
  it.each([
    ['at the end of the other', '2026-03-01T00:00:00Z', ['old']],
    ['three days and an hour after it', '2026-03-04T01:00:00Z', ['old']],
    ['later', '2026-03-04T01:00:00.001Z', []],
    ['three days and an hour before it', '2026-02-25T23:00:00Z', ['old']],
    ['earlier', '2026-02-25T22:59:59Z', []],
  ])('begun %s', (_name, startsAt, ids) => {
    expect(offered(begun(startsAt), other())).toEqual(ids);
  });

  it.each<[string, Rental]>([
    ['of another title', other({ title: '4090×8' })],
    ['of another make', other({ spec: '8×A100' })],
    ['that the provider names', other({ resourceId: 'qvm-1' })],
    ['that began later', other({ startsAt: at('2026-03-02T00:00:00Z') })],
    ['whose start is unknown', other({ startsAt: null })],
    ['without an end', other({ end: { at: null, basis: 'none', note: 'not-stated', earliestAt: null } })],
  ])('is no rental %s', (_name, rental) => {
    expect(offered(begun('2026-03-01T00:00:00Z'), rental)).toEqual([]);
  });

  it('is never offered for a machine that the provider names, nor for one whose start is unknown', () => {
    expect(offered(begun('2026-03-01T00:00:00Z', { resourceId: 'qvm-1' }), other())).toEqual([]);
    expect(offered({ ...begun('2026-03-01T00:00:00Z'), startsAt: null }, other())).toEqual([]);
  });
});
