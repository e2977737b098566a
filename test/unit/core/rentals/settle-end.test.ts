import { describe, expect, it } from 'vitest';
import { noAccountRule } from '../../../../electron/core/model/account.ts';
import { noEnd } from '../../../../electron/core/model/deadline.ts';
import type { KeptRental, Rental } from '../../../../electron/core/model/rental.ts';
import { settleEnd } from '../../../../electron/core/rentals/settle-end.ts';
import { at } from '../../../fakes/instants.ts';
import { estimated, stated } from '../../../fakes/orders.ts';
import { aRental } from '../../../fakes/rentals.ts';

const first = aRental({ end: stated('2026-04-01T00:00:00Z') });
const later = aRental({ end: stated('2026-04-11T00:00:00Z') });
const latest = aRental({ end: stated('2026-04-21T00:00:00Z') });

const furthest = aRental({ end: stated('2026-05-01T00:00:00Z') });

const settled = { renewed: false, seen: true, byUser: false, silent: false, rule: noAccountRule };
const unheard = { ...settled, silent: true };
const isSilent = ({ end: { note } }: Rental): boolean =>
  note === 'implausible' || note === 'not-stated' || note === 'unit-unknown';
const said = { ...settled, seen: false, byUser: true };

/** What is planned after each of a row of rounds. */
const planned = (...rounds: readonly (Rental | { readonly gained: Rental })[]): readonly (string | null)[] => {
  let known: KeptRental | null = null;
  return rounds.map((round) => {
    known =
      'gained' in round
        ? settleEnd(known, round.gained, { ...settled, silent: isSilent(round.gained), renewed: true })
        : settleEnd(known, round, { ...settled, silent: isSilent(round) });
    return known.rental.end.at;
  });
};
const [one, two, three] = [at('2026-04-01T00:00:00Z'), at('2026-04-11T00:00:00Z'), at('2026-04-21T00:00:00Z')];
const four = at('2026-05-01T00:00:00Z');

describe('an end that moves', () => {
  it.each([
    ['later by itself: the earlier one is planned until a second round agrees', [first, later, later], [one, one, two]],
    ['later for one round only: nothing moves', [first, later, first, first], [one, one, one, one]],
    [
      'later twice, differently: both say that it goes on, so the earlier of the two counts',
      [first, later, latest, latest],
      [one, one, two, three],
    ],
    ['later by less in the second round: the earlier of the two counts', [first, latest, later], [one, one, two]],
    [
      'further with every round: it follows, one round behind',
      [first, later, latest, furthest, furthest],
      [one, one, two, three, four],
    ],
    ['later and back, then later otherwise: nothing moves', [first, later, first, latest], [one, one, one, one]],
    ['to and fro: never settles', [first, later, first, later, first, later], [one, one, one, one, one, one]],
    ['earlier: at once', [later, first], [two, one]],
    ['later with a successful order: at once', [first, { gained: later }], [one, two]],
    ['later with a successful order after a doubtful round', [first, later, { gained: latest }], [one, one, three]],
  ])('%s', (_name, rounds, expected) => {
    expect(planned(...rounds)).toEqual(expected);
  });

  it('to a word that there is none, by itself: the known end is planned until a second round agrees', () => {
    const open = aRental({ end: noEnd('billed-by-use') });
    expect(planned(first, open, open)).toEqual([one, one, null]);
    expect(planned(first, open, first)).toEqual([one, one, one]);
    const endless = aRental({ end: noEnd('no-fixed-end') });
    expect(planned(first, endless, endless)).toEqual([one, one, null]);
  });

  it('to a word that there is none, and to a later end: the end that is said counts', () => {
    const open = aRental({ end: noEnd('billed-by-use') });
    expect(planned(first, open, later)).toEqual([one, one, two]);
    expect(planned(first, later, open, open)).toEqual([one, one, two, null]);
  });

  it('later after a silence, which said nothing of the kind: nothing moves yet', () => {
    const silent = aRental({ end: noEnd('implausible') });
    expect(planned(first, silent, later)).toEqual([one, one, one]);
    expect(planned(first, later, silent, latest)).toEqual([one, one, one, one]);
  });

  it('later in a round that read only a part: nothing moves yet', () => {
    const doubted = settleEnd({ rental: first, heldEnd: null }, later, settled);
    const partly = settleEnd(doubted, latest, { ...settled, seen: false });
    expect(partly.rental.end).toEqual(first.end);
    expect(settleEnd(partly, furthest, settled).rental.end.at).toBe(three);
  });

  it('with the delivery: at once', () => {
    expect(planned(aRental({ phase: 'awaiting', end: first.end }), later)).toEqual([one, two]);
  });

  it('from nothing: at once', () => {
    expect(planned(aRental({ end: noEnd('not-stated') }), first)).toEqual([null, one]);
  });

  it('by the user, there and back: at once', () => {
    const corrected = aRental({
      end: { at: at('2026-05-05T00:00:00Z'), basis: 'corrected', note: 'corrected-by-user', earliestAt: null },
    });
    const told = settleEnd({ rental: first, heldEnd: null }, corrected, said);
    expect(told).toEqual({ rental: corrected, heldEnd: null });
    expect(settleEnd(told, latest, said)).toEqual({
      rental: latest,
      heldEnd: null,
    });
  });

  it('later than what the user corrected it to: the correction is planned until a second round agrees', () => {
    const end = {
      at: at('2026-03-25T00:00:00Z'),
      basis: 'corrected',
      note: 'corrected-by-user',
      earliestAt: null,
    } as const;
    const corrected = aRental({ end });
    expect(planned(corrected, later, later)).toEqual([end.at, end.at, two]);
    expect(planned(corrected, later, corrected)).toEqual([end.at, end.at, end.at]);
  });

  it('of an estimate, by what the provider says: as any other', () => {
    const guessed = (time: string) => aRental({ end: estimated(time) });
    const rounds = [guessed('2026-04-01T00:00:00Z'), guessed('2026-04-11T00:00:00Z'), guessed('2026-04-01T00:00:00Z')];
    expect(planned(...rounds)).toEqual([one, one, one]);
    expect(planned(guessed('2026-04-01T00:00:00Z'), aRental({ end: noEnd('billed-by-use') }))).toEqual([one, one]);
  });

  it('of an estimate, by another unit of the user: at once', () => {
    const known = { rental: aRental({ end: estimated('2026-04-01T00:00:00Z') }), heldEnd: null };
    const next = aRental({ end: estimated('2026-05-01T00:00:00Z') });
    expect(settleEnd(known, next, said).rental.end).toEqual(next.end);
  });

  it('stays doubted when the user names something meanwhile', () => {
    const doubted = settleEnd({ rental: first, heldEnd: null }, later, settled);
    const named = settleEnd(doubted, { ...later, title: '新名字' }, said);
    expect(named).toMatchObject({ rental: { title: '新名字', end: first.end }, heldEnd: later.end });
  });
});

it('a later end is doubted also where only a part of its orders was read', () => {
  const round = { ...settled, seen: false };
  const doubted = settleEnd({ rental: first, heldEnd: null }, later, round);
  expect(doubted).toMatchObject({ rental: { end: first.end }, heldEnd: later.end });
  expect(settleEnd(doubted, later, round)).toEqual(doubted);
  expect(settleEnd(doubted, later, { ...round, seen: true })).toEqual({ rental: later, heldEnd: null });
});

it('while a later end is doubted, everything else of the rental is already as it is', () => {
  const doubted = settleEnd({ rental: first, heldEnd: null }, { ...later, title: '新名字' }, settled);
  expect(doubted).toMatchObject({
    rental: { title: '新名字', end: first.end, periodStartsAt: first.periodStartsAt },
    heldEnd: later.end,
  });
});

describe('an end that the provider no longer says believably', () => {
  const known: KeptRental = { rental: first, heldEnd: null };
  const kept = { ...first.end, note: 'no-longer-stated' };

  it.each(['implausible', 'not-stated', 'unit-unknown'] as const)('(%s) is kept, marked, however often', (note) => {
    const silent = aRental({ end: noEnd(note) });
    expect(planned(first, silent, silent, silent)).toEqual([one, one, one, one]);
    expect(settleEnd(known, silent, unheard).rental.end).toEqual(kept);
    expect(settleEnd(settleEnd(known, silent, unheard), silent, unheard).rental.end).toEqual(kept);
  });

  it('is kept as an estimate or with its earlier reading, as it was known', () => {
    const silent = aRental({ end: noEnd('implausible') });
    const guess = estimated('2026-04-01T00:00:00Z');
    expect(settleEnd({ rental: aRental({ end: guess }), heldEnd: null }, silent, unheard).rental.end).toEqual({
      ...guess,
      note: 'no-longer-stated',
    });
    const doubtful = {
      ...first.end,
      note: 'may-be-00:00-beijing-time',
      earliestAt: at('2026-03-31T16:00:00Z'),
    } as const;
    expect(settleEnd({ rental: aRental({ end: doubtful }), heldEnd: null }, silent, unheard).rental.end).toEqual({
      ...doubtful,
      note: 'no-longer-stated',
    });
  });

  it('is kept with the period that it ends, what that cost, and how long the user says that data is kept', () => {
    const silent = aRental({ end: noEnd('implausible'), periodStartsAt: null, lastPrice: null });
    const { rental } = settleEnd(known, silent, { ...unheard, rule: { ...noAccountRule, daysKept: 7 } });
    expect(rental).toMatchObject({ periodStartsAt: first.periodStartsAt, lastPrice: first.lastPrice });
    expect(rental.releases).toMatchObject({ at: at('2026-04-08T00:00:00Z'), note: 'from-user-setting' });
  });

  it('is kept through a change of its phase, a renewal without an end, and words of the user about something else', () => {
    const silent = aRental({ end: noEnd('implausible') });
    expect(planned(aRental({ phase: 'awaiting', end: first.end }), silent, silent)).toEqual([one, one, one]);
    expect(planned(first, { gained: silent }, silent)).toEqual([one, one, one]);
    const doubted = settleEnd(known, silent, unheard);
    expect(settleEnd(doubted, { ...silent, title: '新名字' }, { ...said, silent: true }).rental).toMatchObject({
      title: '新名字',
      end: kept,
    });
  });

  it('is kept where an older order still says an earlier one, until an order says one again', () => {
    const older = aRental({ end: stated('2026-03-01T00:00:00Z') });
    const doubted = settleEnd(known, older, unheard);
    expect(doubted.rental.end).toEqual(kept);
    expect(settleEnd(doubted, older, unheard).rental.end).toEqual(kept);
    expect(settleEnd(doubted, older, settled).rental.end).toEqual(older.end);
  });

  it('goes once the rental is over, with the next believable one, and by a word of the user about it', () => {
    const silent = aRental({ end: noEnd('implausible') });
    const doubted = settleEnd(known, silent, unheard);
    expect(settleEnd(doubted, { ...silent, phase: 'released' }, settled).rental.end.at).toBe(null);
    expect(planned(first, silent, first)).toEqual([one, one, one]);
    expect(settleEnd(doubted, first, settled)).toEqual(known);
    expect(planned(first, silent, later, later)).toEqual([one, one, one, two]);
    const open = aRental({ end: noEnd('billed-by-use') });
    expect(planned(first, silent, open, open)).toEqual([one, one, one, null]);
    expect(settleEnd(doubted, aRental({ end: noEnd('unit-unknown') }), { ...said, silent: true }).rental.end.at).toBe(
      null,
    );
  });
});

describe('what goes with an end', () => {
  const machine = (end: string, chargesAt: string) => {
    const deletedAt = { at: at(end), surelyAt: at(end), basis: 'derived', note: 'deleted-at-end' } as const;
    return aRental({ end: stated(end), autoRenews: 'yes', chargesAt: at(chargesAt), releases: deletedAt });
  };
  const before = machine('2026-04-01T00:00:00Z', '2026-03-23T00:00:00Z');
  const after = machine('2026-05-01T00:00:00Z', '2026-04-22T00:00:00Z');
  const round = settled;

  it('waits with it for a second round: a charge for the next period says nothing about the end that is planned', () => {
    const held = settleEnd({ rental: before, heldEnd: null }, after, round);
    expect(held).toEqual({ rental: before, heldEnd: after.end });
    expect(settleEnd(held, after, round)).toEqual({ rental: after, heldEnd: null });
  });

  it('goes with the earlier of two later ends', () => {
    const third = machine('2026-06-01T00:00:00Z', '2026-05-23T00:00:00Z');
    const held = settleEnd({ rental: before, heldEnd: null }, after, round);
    const moved = settleEnd(held, third, round);
    expect(moved.rental).toMatchObject({ end: after.end, releases: after.releases });
    expect(moved.heldEnd).toEqual(third.end);
    expect(settleEnd(moved, third, round)).toEqual({ rental: third, heldEnd: null });
  });

  it('is kept where nothing says how it goes with a later end', () => {
    const held = settleEnd({ rental: before, heldEnd: null }, after, round);
    const open = aRental({ end: noEnd('billed-by-use') });
    expect(settleEnd(held, open, round).rental.releases).toEqual(after.releases);
  });

  it('does not wait where the user says how long data is kept', () => {
    const releases = { ...before.releases, note: 'from-user-setting' } as Rental['releases'];
    expect(settleEnd({ rental: before, heldEnd: null }, { ...after, releases }, round).rental.releases).toEqual(
      releases,
    );
  });
});
