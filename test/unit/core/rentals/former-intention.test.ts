import { expect, it } from 'vitest';
import type { Intention } from '../../../../electron/core/model/rental.ts';
import { formerIntention } from '../../../../electron/core/rentals/former-intention.ts';
import { noEnd } from '../../../../electron/core/model/deadline.ts';
import { at } from '../../../fakes/instants.ts';
import { stated } from '../../../fakes/orders.ts';
import { aRental } from '../../../fakes/rentals.ts';

const may = at('2026-05-03T00:00:00Z');
const june = '2026-06-09T00:00:00Z';
const said = (intention: Intention, intendedFor = may) => ({ intention, intendedFor });

it.each([
  ['let it end, and the provider moved the end', said('let-lapse'), june, { intention: 'let-lapse', endedAt: may }],
  ['to be renewed, and it ends earlier now', said('renew', at(june)), may, { intention: 'renew', endedAt: at(june) }],
  ['to be renewed, and it ends later now: it was', said('renew'), june, null],
  ['what was said still holds', said('let-lapse'), may, null],
  ['nothing was said', null, june, null],
  ['undecided', said('undecided'), june, null],
] as const)('%s', (_name, wish, endAt, former) => {
  const holds = wish !== null && wish.intendedFor === endAt;
  const rental = aRental({ end: stated(endAt), intention: holds ? wish.intention : 'undecided' });
  expect(formerIntention(wish, rental)).toEqual(former);
});

it('an end that was not known then is asked about, one that is not known now is not', () => {
  const wish = { intention: 'let-lapse', intendedFor: null } as const;
  expect(formerIntention(wish, aRental({ end: stated(june) }))).toEqual({ intention: 'let-lapse', endedAt: null });
  expect(formerIntention(said('let-lapse'), aRental({ end: noEnd('not-stated') }))).toBeNull();
});
