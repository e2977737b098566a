import { beforeAll, describe, expect, it } from 'vitest';
import { ringingDeadlinesOf } from '../../../../electron/core/deadlines/deadlines.ts';
import { rentalIdOf } from '../../../../electron/core/model/ids.ts';
import type { Rental } from '../../../../electron/core/model/rental.ts';
import { speakIn } from '../../../../electron/core/words/words.ts';
import { calendarWriter, type CalendarSetting } from '../../../../electron/faces/terminal/calendar.ts';
import type { CalendarRental, CalledOffDeadline } from '../../../../electron/program/exports.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { estimated, stated } from '../../../fakes/orders.ts';
import { oneOf, seededRandom, wholeBetween } from '../../../fakes/random.ts';
import { aRental } from '../../../fakes/rentals.ts';
import { hostileNames } from './readers/hostile.ts';
import { calendarEvents } from './readers/readers.ts';

const setting = { locale: 'en', timeZone: 'Asia/Shanghai', nowMs: ms('2026-03-01T08:00:00Z') } as const;
const moved = { moves: 0, changedAt: at('2026-03-01T07:00:00Z') };
const row = (rental: Rental, more: Partial<CalendarRental> = {}): CalendarRental => ({
  rental,
  account: '公司账号',
  deadlines: ringingDeadlinesOf(rental, {}),
  moves: { ends: moved, releases: moved, 'pay-by': moved },
  ...more,
});
interface Told {
  readonly rentals: readonly CalendarRental[];
  readonly calledOff: readonly CalledOffDeadline[];
}
/** A calendar that is written in parts of one rental or deadline each. */
const calendarOf = ({ rentals, calledOff }: Told, ...how: Parameters<typeof calendarWriter>): string => {
  const writer = calendarWriter(...how);
  const events = [
    ...rentals.map((each) => writer.rentals([each])),
    ...calledOff.map((each) => writer.calledOff([each])),
  ];
  return [writer.head, ...events, writer.end].join('');
};
const calendar = (rentals: readonly CalendarRental[], when: Partial<CalendarSetting> = {}) =>
  calendarEvents(calendarOf({ rentals, calledOff: [] }, { ...setting, ...when }));
const events = (...rentals: readonly Rental[]) => calendar(rentals.map((each) => row(each)));
const off = (facts: Partial<CalledOffDeadline> = {}): CalledOffDeadline => {
  const { rental = aRental({ phase: 'cancelled' }) } = facts;
  const wasAt = at('2026-04-01T00:00:00Z');
  return {
    rentalId: rental?.id ?? aRental().id,
    kind: 'ends',
    at: wasAt,
    lastAt: wasAt,
    title: rental?.title ?? '旧机器',
    account: '公司账号',
    provider: 'qiniu',
    isRefunded: false,
    moves: 4,
    changedAt: at('2026-03-01T07:00:00Z'),
    ...facts,
    rental,
  };
};
const offEvents = (facts: Partial<CalledOffDeadline> = {}, when: Partial<CalendarSetting> = {}) =>
  calendarEvents(calendarOf({ rentals: [], calledOff: [off(facts)] }, { ...setting, ...when }));
const maybe = {
  at: at('2026-04-01T00:00:00Z'),
  basis: 'stated',
  note: 'may-be-00:00-beijing-time',
  earliestAt: at('2026-03-31T16:00:00Z'),
} as const;
const unpaid = {
  payBy: { at: at('2026-03-01T10:00:00Z'), basis: 'derived' },
  payBySeenAt: at('2026-03-01T08:00:00Z'),
} as const;
const frozen = {
  phase: 'frozen',
  end: stated('2026-03-01T07:50:00Z'),
  releases: {
    at: at('2026-03-01T08:10:00Z'),
    surelyAt: at('2026-03-01T08:20:00Z'),
    basis: 'derived',
    note: 'frozen-window',
  },
} as const;

beforeAll(() => speakIn(() => 'en'));

describe('a calendar', () => {
  it('has one event per deadline to come, in UTC, with what two readers agree on', () => {
    const [event, ...others] = events(
      aRental({ lastPrice: { amount: '16.25', currency: 'CNY' }, spec: '10×RTX 4090' }),
      aRental({ id: 'acc1:open/x', end: { at: null, basis: 'none', note: 'billed-by-use', earliestAt: null } }),
    );
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      DTSTART: '20260401T000000Z',
      DTSTAMP: '20260301T080000Z',
      'LAST-MODIFIED': '20260301T070000Z',
      SEQUENCE: '0',
      STATUS: 'CONFIRMED',
      SUMMARY: '训练机-02 ends',
    });
    expect(event?.UID).toMatch(/^[0-9a-f]{40}-ends@leasebell$/);
    expect(event?.DESCRIPTION.split('\n')).toEqual([
      'Qiniu QVM (七牛云主机) / 公司账号',
      '10×RTX 4090',
      'The provider states this time.',
      'Plan: Undecided',
      'Last paid CN¥16.25',
    ]);
  });

  it('is known by a name that says nothing of its id, and is another for every id', () => {
    const ids = ['acc1:order-1/item-1', 'acc1:order-1/item-2', 'Abc-1', 'a:b/c', 'a_b', 'a b', ''];
    const uids = events(...ids.map((id) => aRental({ id }))).map(({ UID }) => UID);
    for (const uid of uids) expect(uid).toMatch(/^[0-9a-f]{40}-ends@leasebell$/);
    expect(new Set(uids).size).toBe(ids.length);
  });

  it('tells how often a deadline moved', () => {
    const often = { ...moved, moves: 9 };
    const rental = row(aRental(), { moves: { ends: { ...moved, moves: 3 }, releases: often, 'pay-by': often } });
    expect(calendar([rental])).toMatchObject([{ SEQUENCE: '3' }]);
    expect(calendar([row(aRental(), { moves: {} })])[0]).not.toHaveProperty('LAST-MODIFIED');
  });

  it('has payment and data deadlines too, each with its own alarms', () => {
    expect(events(aRental({ ...unpaid, phase: 'unpaid' }), aRental({ ...frozen, id: 'frozen' }))).toMatchObject([
      {
        DTSTART: '20260301T100000Z',
        SUMMARY: '训练机-02: last moment to pay, then the order lapses',
        alarms: [{ TRIGGER: '-PT1H' }, { TRIGGER: '-PT15M' }, { TRIGGER: '-PT5M' }],
      },
      {
        UID: expect.stringMatching(/^[0-9a-f]{40}-releases@leasebell$/),
        DTSTART: '20260301T081000Z',
        SUMMARY: '训练机-02: data may be destroyed from now on',
      },
    ]);
    expect(events(aRental({ ...unpaid })).map(({ UID }) => UID.replace(/^.*-(ends|by)@/, '$1@'))).toEqual([
      'by@leasebell',
      'ends@leasebell',
    ]);
    expect(events(aRental(frozen))[0]?.DESCRIPTION).toContain('Gone for certain by Mar 1, 16:20 (Beijing time)');
  });

  it('says of what ends before its renewal lapses that the renewal is not paid', () => {
    const late = {
      payBy: { at: at('2026-04-05T00:00:00Z'), basis: 'stated' } as const,
      payBySeenAt: at('2026-03-01T00:00:00Z'),
    };
    expect(events(aRental(late))).toMatchObject([
      { SUMMARY: '训练机-02: the unpaid renewal order lapses' },
      {
        SUMMARY: '训练机-02 ends: renewal ordered, not paid',
        DESCRIPTION: expect.stringContaining('pay before it ends'),
      },
    ]);
  });

  it('leaves out what is past, what fell away, and what was never bought', () => {
    expect(
      events(
        aRental({ end: stated('2026-03-01T08:00:00Z') }),
        aRental({
          payBy: { at: at('2026-03-01T07:00:00Z'), basis: 'stated' },
          payBySeenAt: at('2026-03-01T06:00:00Z'),
          phase: 'unpaid',
        }),
        aRental({ phase: 'unpaid' }),
        aRental({ phase: 'vanished' }),
      ),
    ).toEqual([]);
  });

  it('tells of data that may be gone as long as it may be there', () => {
    expect(calendar([row(aRental(frozen))], { nowMs: ms('2026-03-01T08:15:00Z') })).toHaveLength(1);
    expect(calendar([row(aRental(frozen))], { nowMs: ms('2026-03-01T08:20:00Z') })).toHaveLength(0);
  });

  it('cancels what was called off under the name that it had, with its number, and alarms no more', () => {
    const [standing] = events(aRental());
    expect(offEvents()).toEqual([
      {
        UID: standing?.UID,
        DTSTAMP: '20260301T080000Z',
        DTSTART: '20260401T000000Z',
        'LAST-MODIFIED': '20260301T070000Z',
        SEQUENCE: '4',
        STATUS: 'CANCELLED',
        SUMMARY: '训练机-02: Cancelled',
        DESCRIPTION: 'Qiniu QVM (七牛云主机) / 公司账号',
        TRANSP: standing?.TRANSP,
        alarms: [],
      },
    ]);
  });

  it('cancels it until a week after its instant, of data after the later one', () => {
    const until = (weekAfter: string) => ({ nowMs: ms(weekAfter) });
    expect(offEvents({}, until('2026-04-07T23:59:59Z'))).toHaveLength(1);
    expect(offEvents({}, until('2026-04-08T00:00:00Z'))).toEqual([]);
    expect(offEvents({ lastAt: at('2026-04-01T00:10:00Z') }, until('2026-04-08T00:00:00Z'))).toHaveLength(1);
  });

  it('does not cancel of its own what is over: it may never have been announced', () => {
    for (const phase of ['cancelled', 'released', 'expired', 'frozen', 'vanished'] as const)
      expect(events(aRental({ phase }))).toEqual([]);
  });

  it('says of what is over why, not that it should end', () => {
    const summaries = (['cancelled', 'frozen', 'expired', 'released'] as const).map(
      (phase) => offEvents({ rental: aRental({ phase }) })[0]?.SUMMARY,
    );
    expect(summaries).toEqual(['Cancelled', 'Frozen', 'Expired', 'Released'].map((state) => `训练机-02: ${state}`));
  });

  it.each([
    ['of an order that was paid', { kind: 'pay-by', rental: aRental() }],
    ['of data that was renewed', { kind: 'releases', rental: aRental() }],
    ['of data that is frozen for longer', { kind: 'releases', rental: aRental({ phase: 'frozen' }) }],
    ['of an end that is not known any more', { kind: 'ends', rental: aRental() }],
    ['of a rental that is part of another now', { rental: null, title: '训练机-02' }],
  ] as const)('says %s that it does not apply', (_, facts) => {
    expect(offEvents(facts)).toMatchObject([{ SUMMARY: '训练机-02: this deadline no longer applies' }]);
  });

  it.each([
    ['en', '训练机-02: Refunded'],
    ['zh-CN', '训练机-02：已退款'],
  ] as const)('says in %s of what was refunded that it was', (locale, summary) => {
    expect(offEvents({ isRefunded: true }, { locale })).toMatchObject([{ STATUS: 'CANCELLED', SUMMARY: summary }]);
  });

  it('says once that an end is an estimate, and from what', () => {
    const end = { ...estimated('2026-03-08T00:00:00Z'), note: 'from-purchase-duration' } as const;
    expect(events(aRental({ end }))[0]?.DESCRIPTION.split('\n').slice(-3)).toEqual([
      'The provider states no end; this is an estimate.',
      'Order time plus purchased duration.',
      'Plan: Undecided',
    ]);
  });

  it('tells of data that may be gone already at the moment when it surely is, and alarms before', () => {
    const [event] = calendar([row(aRental(frozen))], { nowMs: ms('2026-03-01T08:15:00Z') });
    expect(event).toMatchObject({ DTSTART: '20260301T082000Z', SUMMARY: '训练机-02: data is gone for certain' });
    expect(event?.alarms.at(-1)).toMatchObject({ TRIGGER: 'PT0S' });
    expect(events(aRental(frozen))[0]?.DTSTART).toBe('20260301T081000Z');
  });

  it.each([
    ['2026-03-01T09:40:01Z', '-PT10M'],
    ['2026-03-01T09:40:00Z', '-PT10M'],
    ['2026-03-01T09:59:10Z', '-PT25S'],
  ])('alarms at whole minutes, of an order seen at %s %s before', (seenAt, trigger) => {
    const rental = aRental({ ...unpaid, phase: 'unpaid', payBySeenAt: at(seenAt) });
    expect(events(rental)[0]?.alarms.map(({ TRIGGER }) => TRIGGER)).toContain(trigger);
  });

  it('alarms at the points of the rental', () => {
    const triggers = (rental: Rental) => events(rental)[0]?.alarms.map(({ TRIGGER }) => TRIGGER);
    expect(triggers(aRental())).toEqual(['-P7D', '-P3D', '-P1D', '-PT2H', 'PT0S']);
    expect(triggers(aRental({ end: estimated('2026-03-08T00:00:00Z') }))).toEqual(['-P3D', '-P1D', '-PT2H', 'PT0S']);
    const rental = aRental({ periodStartsAt: at('2026-03-31T00:00:00Z'), end: maybe });
    expect(triggers(rental)?.at(-1)).toBe('-PT8H');
    expect(triggers(aRental({ intention: 'let-lapse' }))).toEqual([]);
  });

  it('says what is doubtful about an end, in the language of its reader', () => {
    expect(events(aRental({ end: maybe }), aRental({ id: 'e', end: estimated('2026-04-01T00:00:00Z') }))).toMatchObject(
      [{ SUMMARY: '训练机-02 ends, possibly earlier' }, { SUMMARY: '训练机-02 probably ends' }],
    );
    speakIn(() => 'zh-CN');
    const chinese = calendar([row(aRental({ end: maybe }))], { locale: 'zh-CN' });
    speakIn(() => 'en');
    expect(chinese[0]?.SUMMARY).toBe('训练机-02 到期，也可能更早');
    expect(chinese[0]?.DESCRIPTION).toContain('也可能在4月1日 00:00（北京时间）就已到期');
  });

  it('holds one kind of deadline where that is asked', () => {
    const source = {
      rentals: [row(aRental(unpaid))],
      calledOff: [off(), off({ rentalId: rentalIdOf('x'), kind: 'pay-by' })],
    };
    expect(calendarEvents(calendarOf(source, setting, ['pay-by']))).toHaveLength(2);
    expect(calendar([])).toEqual([]);
  });

  it('no hostile name becomes a line, a property or an event of its own', () => {
    const rentals = hostileNames.map((name, index) =>
      row(aRental({ id: `${String(index)} ${name}`, title: name, spec: name, provider: name, ...unpaid }), {
        account: name,
      }),
    );
    const calledOff = hostileNames.map((name, index) =>
      off({
        rental: null,
        rentalId: rentalIdOf(`off ${String(index)} ${name}`),
        title: name,
        account: name,
        provider: name,
      }),
    );
    const found = calendarEvents(calendarOf({ rentals, calledOff }, setting));
    expect(found).toHaveLength(3 * hostileNames.length);
    for (const { SUMMARY } of found) expect(SUMMARY).not.toMatch(/[\r\n]/);
  });

  it('folds at 75 octets without cutting a character', () => {
    const random = seededRandom(5);
    const titles = Array.from({ length: 60 }, () =>
      Array.from({ length: wholeBetween(random, 1, 120) }, () => oneOf(random, ['训', 'a', '😀', 'é', '-'])).join(''),
    );
    const found = events(...titles.map((title, index) => aRental({ id: `r${String(index)}`, title })));
    expect(found.map(({ SUMMARY }) => SUMMARY)).toEqual(titles.map((title) => `${title} ends`));
  });
});

describe('what a provider does at an end by itself', () => {
  const end = at('2026-04-01T00:00:00Z');

  it('it renews: the event says so, and from when on that is charged', () => {
    const renewing = aRental({ autoRenews: 'yes', chargesAt: at('2026-03-23T00:00:00Z') });
    const [event] = events(renewing);
    expect(event?.SUMMARY).toBe('训练机-02 renews itself');
    expect(event?.DESCRIPTION).toContain('Charged from Mar 23, 08:00 (Beijing time) on');
  });

  it('it deletes: both events say so', () => {
    const releases = { at: end, surelyAt: end, basis: 'derived', note: 'deleted-at-end' } as const;
    const found = events(aRental({ releases }));
    expect(found.map(({ SUMMARY }) => SUMMARY)).toEqual([
      '训练机-02 ends and is deleted with all its data',
      '训练机-02: the provider deletes its data',
    ]);
    expect(found[1]?.DESCRIPTION).toContain('The provider deletes it with all its data as soon as it ends.');
  });

  it('what else happens then is in the description of the end', () => {
    expect(events(aRental({ afterwards: 'note_unit_unknown' }))[0]?.DESCRIPTION).toContain('comes without a unit');
  });
});
