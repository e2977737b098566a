import { describe, it } from 'vitest';
import { day, hour } from '../../../../../electron/core/model/instant.ts';
import { expectHistory, rings, type History } from '../../../../fakes/history.ts';
import { at } from '../../../../fakes/instants.ts';
import { aListing, aMachine } from '../../../../fakes/listed.ts';
import { anItem, anOrder, stated } from '../../../../fakes/orders.ts';
import type { User } from '../../../../fakes/user.ts';

// It ends on 1 April; three days before is 29 March, 00:00.
const ending = (end: string) => anOrder({ id: 'march', items: [anItem({ resourceId: 'qvm-1', end: stated(end) })] });
const march = ending('2026-04-01T00:00:00Z');
const span = (acts: History['acts'] & object, facts: Partial<History> = {}): History => ({
  from: '2026-03-01T00:00:00Z',
  to: '2026-04-12T00:00:00Z',
  provider: { '2026-03-01T00:00:00Z': [march] },
  acts,
  ...facts,
});
const [sevenDays, ...others] = [
  rings('ends 7d', '2026-03-25T00:00:00Z'),
  rings('ends 1d', '2026-03-31T00:00:00Z'),
  rings('ends 2h', '2026-03-31T22:00:00Z'),
  rings('ends 0', '2026-04-01T00:00:00Z'),
] as const;
const undo = (user: User): void => user.undoes();
const threeDaysAt = (when: string) => [sevenDays, rings('ends 3d', when), ...others];
const asEver = threeDaysAt('2026-03-29T00:00:00Z');

describe('what is taken back within the time between two points', () => {
  it.each<[string, (user: User) => void]>([
    ['let it end', (user) => user.decides('let-lapse')],
    ['renew', (user) => user.decides('renew')],
    ['another end, ahead', (user) => user.changes({ correctedEndAt: at('2026-05-01T00:00:00Z') })],
    [
      'another end, so near that points have passed',
      (user) => user.changes({ correctedEndAt: at('2026-03-27T06:00:00Z') }),
    ],
    ['an end that is over', (user) => user.changes({ correctedEndAt: at('2026-03-20T00:00:00Z') })],
    ['own points, of which some have passed', (user) => user.changes({ pointsMs: [10 * day, 6 * day, hour] })],
    ['a mute', (user) => user.changes({ mutedUntil: at('2026-04-02T00:00:00Z') })],
    ['a name', (user) => user.changes({ label: 'x', note: 'y' })],
    ["the account's points", (user) => user.setsAccount({ pointsMs: [6 * day], daysKept: 1 })],
  ])('%s', async (_name, act) => {
    await expectHistory(span({ '2026-03-26T09:00:00Z': act, '2026-03-26T11:00:00Z': undo }), asEver);
  });
});

describe('a point that came up meanwhile', () => {
  it.each<[string, (user: User) => void]>([
    ['let it end', (user) => user.decides('let-lapse')],
    ['renew', (user) => user.decides('renew')],
    ['another end', (user) => user.changes({ correctedEndAt: at('2026-05-01T00:00:00Z') })],
    ['own points', (user) => user.changes({ pointsMs: [hour] })],
    ['a mute', (user) => user.changes({ mutedUntil: at('2026-04-02T00:00:00Z') })],
    ["the account's points", (user) => user.setsAccount({ pointsMs: [hour] })],
  ])('rings once %s is taken back', async (_name, act) => {
    const acts = { '2026-03-28T23:00:00Z': act, '2026-03-29T02:00:00Z': undo };
    await expectHistory(span(acts), threeDaysAt('2026-03-29T02:00:00Z'));
  });

  it('and rang meanwhile does not ring again', async () => {
    const label = (user: User): void => user.changes({ label: 'x' });
    await expectHistory(span({ '2026-03-28T23:00:00Z': label, '2026-03-29T02:00:00Z': undo }), asEver);
  });
});

describe('an undo', () => {
  it('confirms no end that is doubted', async () => {
    const provider = {
      '2026-03-01T00:00:00Z': [march],
      '2026-03-30T12:00:00Z': [ending('2026-05-03T00:00:00Z')],
      '2026-03-30T15:00:00Z': [march],
    };
    const acts = {
      '2026-03-30T13:00:00Z': (user: User) => user.changes({ correctedEndAt: at('2026-06-01T00:00:00Z') }),
      '2026-03-30T14:00:00Z': undo,
    };
    await expectHistory(span(acts, { provider, every: 3 * hour }), asEver);
  });

  it('gives a plan that a moved end has ended no other end', async () => {
    const provider = {
      '2026-03-01T00:00:00Z': aListing([aMachine()]),
      '2026-03-15T00:00:00Z': aListing([aMachine({ end: stated('2026-04-11T00:00:00Z') })]),
    };
    const acts = {
      '2026-03-10T09:00:00Z': (user: User) => user.decides('let-lapse'),
      '2026-03-12T09:00:00Z': (user: User) => user.changes({ label: 'x' }),
      '2026-03-20T09:00:00Z': undo,
    };
    await expectHistory(span(acts, { provider }), [
      rings('ends 7d', '2026-04-04T00:00:00Z'),
      rings('ends 3d', '2026-04-08T00:00:00Z'),
      rings('ends 1d', '2026-04-10T00:00:00Z'),
      rings('ends 2h', '2026-04-10T22:00:00Z'),
      rings('ends 0', '2026-04-11T00:00:00Z'),
    ]);
  });

  it('of two wishes takes back the last one first', async () => {
    const acts = {
      '2026-03-26T09:00:00Z': (user: User) => user.decides('let-lapse'),
      '2026-03-26T10:00:00Z': (user: User) => user.changes({ correctedEndAt: at('2026-05-01T00:00:00Z') }),
      '2026-03-26T11:00:00Z': undo,
    };
    await expectHistory(span(acts), [sevenDays]);
    await expectHistory(span({ ...acts, '2026-03-26T12:00:00Z': undo }), asEver);
  });
});
