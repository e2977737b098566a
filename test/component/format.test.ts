import { beforeEach, describe, expect, it } from 'vitest';
import type { Instant } from '../../electron/core/model/ids.ts';
import { day, hour, instantOf, minute, second } from '../../electron/core/model/instant.ts';
import type { RentalView } from '../../electron/core/model/rental.ts';
import type { Locale } from '../../electron/core/model/settings.ts';
import { countdownText, durationText } from '../../electron/core/words/countdown.ts';
import { dateTime, dateTimeZone } from '../../electron/core/words/instants.ts';
import { dateTimeRange, shortTime } from '../../renderer/format/instants.ts';
import { moneyText } from '../../electron/core/words/money.ts';
import { outcomeText } from '../../renderer/format/reminder.ts';
import { shownEnd } from '../../renderer/format/rental-end.ts';
import { stateText } from '../../electron/core/words/rental-state.ts';
import { speakIn } from '../../electron/core/words/words.ts';
import { fakeUpcoming } from './fake-replies.ts';
import { fakeNow, fakeRentals } from './fake-rentals.ts';

let locale: Locale = 'en';
const now = Date.parse(fakeNow);
const at = (ms: number): Instant => instantOf(now + ms);

beforeEach(() => {
  locale = 'en';
  speakIn(() => locale);
});

describe('a length of time in words', () => {
  it.each([
    [0, 'under a minute', '不到 1 分钟'],
    [59 * second, 'under a minute', '不到 1 分钟'],
    [minute, '1 minute', '1 分钟'],
    [hour, '1 hour', '1 小时'],
    [78 * minute, '1 h 18 min', '1 小时 18 分钟'],
    [2 * hour - 1, '1 h 59 min', '1 小时 59 分钟'],
    [2 * hour, '2 hours', '2 小时'],
    [24 * hour - 1, '23 hours', '23 小时'],
    [24 * hour, '1 day', '1 天'],
    [27 * hour, '1 day 3 hours', '1 天 3 小时'],
    [48 * hour - 1, '1 day 23 hours', '1 天 23 小时'],
    [48 * hour, '2 days', '2 天'],
    [12 * day + 23 * hour, '12 days', '12 天'],
  ])('%d ms', (lengthMs, english, chinese) => {
    expect(durationText(lengthMs)).toBe(english);
    locale = 'zh-CN';
    expect(durationText(lengthMs)).toBe(chinese);
  });

  it('never says zero days and never says nothing', () => {
    for (let lengthMs = -hour; lengthMs < 3 * day; lengthMs += 7 * minute + 1) {
      expect(durationText(lengthMs)).toMatch(/\d+ (minute|min|hour|day)|under a minute/);
      expect(durationText(lengthMs)).not.toMatch(/\b0 /);
    }
  });

  it('counts down to what lies ahead and up from what has passed', () => {
    expect(countdownText(now + 3 * hour, now)).toBe('3 hours');
    expect(countdownText(now - 3 * hour, now)).toBe('3 hours ago');
  });

  it('counts hours and minutes in lists, where nobody should have to divide by sixty', () => {
    expect(countdownText(now + 118 * minute, now)).toBe('1 h 58 min');
    expect(countdownText(now - 61 * minute, now)).toBe('1 h 1 min ago');
    expect(countdownText(now + hour, now)).toBe('1 hour');
    expect(countdownText(now + hour - 1, now)).toBe('59 minutes');
    expect(countdownText(now + 2 * hour, now)).toBe('2 hours');
    locale = 'zh-CN';
    expect(countdownText(now + 118 * minute, now)).toBe('1 小时 58 分钟');
  });
});

describe('an instant in words', () => {
  const beijing = () => ({ locale, timeZone: 'Asia/Shanghai' });

  it('is local, and names its zone only where it is read elsewhere', () => {
    expect(dateTime(at(27 * hour), now, beijing())).toBe('Nov 19, 13:20');
    expect(dateTimeZone(at(27 * hour), now, beijing())).toBe('Nov 19, 13:20 (Beijing time)');
    expect(dateTimeZone(at(27 * hour), now, { locale, timeZone: 'America/New_York' })).toBe('Nov 19, 00:20 (EST)');
    locale = 'zh-CN';
    expect(dateTimeZone(at(27 * hour), now, beijing())).toBe('11月19日 13:20（北京时间）');
  });

  it('has its year when that is another one', () => {
    expect(dateTime(at(400 * day), now, beijing())).toBe('Dec 23, 2027, 10:20');
  });

  it('is only a time of day where it is today', () => {
    expect(shortTime(at(hour), now, beijing())).toBe('11:20');
    expect(shortTime(at(20 * hour), now, beijing())).toBe('Nov 19, 06:20');
  });

  it('is written once with another on the same day', () => {
    expect(dateTimeRange(at(15 * minute), at(22 * minute), beijing()).replaceAll(/\s/g, ' ')).toBe(
      'Nov 18, 10:35 – 10:42',
    );
  });
});

describe('what became of a reminder', () => {
  const localeSetting = { locale: 'en', timeZone: 'Asia/Shanghai' } as const;
  const said = (shownAt: Instant | null) => {
    const [reminder] = fakeUpcoming;
    if (reminder === undefined) throw new Error('no reminder');
    return outcomeText({ ...reminder, state: 'shown', fireAt: at(-3 * hour), shownAt }, now, localeSetting);
  };

  it('tells when it was shown, where that was later than it was due', () => {
    expect(said(at(-3 * hour))).toBe('Shown');
    expect(said(at(-3 * hour + 59 * second))).toBe('Shown');
    expect(said(at(-hour))).toBe('Shown late, was due 07:20');
    locale = 'zh-CN';
    expect(said(at(-hour))).toBe('延后发出，原定 07:20');
  });
});

describe('an amount', () => {
  it('keeps every digit that the provider wrote', () => {
    expect(moneyText({ amount: '16.2500', currency: 'CNY' }, 'zh-CN')).toBe('¥16.2500');
    expect(moneyText({ amount: '1234567890123456789.10', currency: 'CNY' }, 'zh-CN')).toBe(
      '¥1,234,567,890,123,456,789.10',
    );
    expect(moneyText({ amount: '-3', currency: 'CNY' }, 'en')).toBe('-CN¥3.00');
    expect(moneyText({ amount: '612.5', currency: 'CNY' }, 'zh-CN')).toBe('¥612.50');
    expect(moneyText({ amount: '0', currency: 'CNY' }, 'zh-CN')).toBe('¥0.00');
  });
});

describe("a row's end", () => {
  const rows = new Map(fakeRentals(40).map((rental) => [String(rental.id), rental]));
  const endOf = (id: string) => {
    const rental = rows.get(id);
    if (!rental) throw new Error(`The fake world has no rental ${id}.`);
    return shownEnd(rental, now, { locale, timeZone: 'Asia/Shanghai' });
  };

  it('counts a frozen rental down to its sure destruction and names the earliest', () => {
    expect(endOf('r-1')).toMatchObject({
      heading: '22 minutes at most',
      time: 'possibly gone from 10:35',
      basis: 'derived',
      kind: 'releases',
      band: 'destruction',
    });
  });

  it('says that an estimate is one', () => {
    expect(endOf('r-2')).toMatchObject({ heading: 'about 1 h 35 min', basis: 'estimated', kind: 'ends', band: 'day' });
  });

  it('counts an unpaid order down to its payment', () => {
    expect(endOf('r-5')).toMatchObject({ heading: '20 hours to pay', basis: 'stated', kind: 'pay-by', band: 'day' });
  });

  it('never calls what is billed by use expired', () => {
    expect(endOf('r-7')).toMatchObject({ heading: 'no fixed end', time: null, basis: null });
  });

  it('says when nothing will ring', () => {
    expect(endOf('r-8')).toMatchObject({ heading: 'end not known', time: 'nothing will ring', note: 'unit-unknown' });
  });

  it('does not call a passed estimate an end', () => {
    expect(endOf('r-10').heading).toBe('estimate passed');
  });

  it('leads with the deadline that comes next, whatever its kind, at its earlier reading', () => {
    const base = rows.get('r-3');
    if (!base) throw new Error('The fake world has no rental r-3.');
    const shown = (facts: Partial<RentalView>) =>
      shownEnd({ ...base, ...facts }, now, { locale, timeZone: 'Asia/Shanghai' });
    const end = { at: at(20 * hour), basis: 'stated', note: 'may-be-00:00-beijing-time' } as const;
    const ends = { kind: 'ends', at: at(12 * hour), basis: 'stated' } as const;
    expect(shown({ end, nextDeadline: ends })).toMatchObject({
      heading: '12 hours',
      time: 'Nov 19, 06:20, perhaps Nov 18, 22:20',
    });
    const payBy = { at: at(6 * 24 * hour), basis: 'stated' } as const;
    expect(shown({ end, payBy, nextDeadline: ends })).toMatchObject({
      heading: '12 hours, renewal not paid',
      time: 'ordered; pay before it ends Nov 19, 06:20',
      kind: 'ends',
      band: 'day',
    });
    expect(shown({ end, payBy: { ...payBy, at: at(-minute) }, nextDeadline: ends }).heading).toBe('12 hours');
    const pay = { kind: 'pay-by', at: at(5 * hour), basis: 'stated' } as const;
    expect(shown({ end, payBy: { at: pay.at, basis: 'stated' }, nextDeadline: pay })).toMatchObject({
      heading: '5 hours left to pay for the renewal',
      kind: 'pay-by',
      band: 'day',
    });
    const kept = { at: at(2 * hour), surelyAt: at(10 * hour), basis: 'corrected', note: 'from-user-setting' } as const;
    expect(
      shown({ state: 'expired', releasesAt: kept, nextDeadline: { ...ends, kind: 'releases', at: kept.at } }),
    ).toMatchObject({ heading: 'data kept 2 hours', kind: 'releases', band: 'destruction' });
  });

  it('counts nothing down once a payment lapsed, and says so in the word for its state as well', () => {
    const base = rows.get('r-5');
    if (!base) throw new Error('The fake world has no rental r-5.');
    const lapsed = { ...base, payBy: { at: at(-3 * hour), basis: 'stated' } as const, nextDeadline: null };
    expect(shownEnd(lapsed, now, { locale, timeZone: 'Asia/Shanghai' })).toMatchObject({
      heading: 'payment time over',
      time: 'was due 07:20',
    });
    expect(stateText(base, now)).toBe('Unpaid');
    expect(stateText(lapsed, now)).toBe('Not paid in time');
    expect(stateText({ ...lapsed, state: 'cancelled' }, now)).toBe('Cancelled');
  });

  it('says when a rental was released and what became of its data, not how long ago it would have ended', () => {
    const base = rows.get('r-3');
    if (!base) throw new Error('The fake world has no rental r-3.');
    const shown = (facts: Partial<RentalView>) =>
      shownEnd({ ...base, state: 'released', ...facts }, now, { locale, timeZone: 'Asia/Shanghai' });
    expect(shown({ released: { at: at(-25 * minute), isDataGone: true } })).toMatchObject({
      heading: 'Released 09:55',
      time: 'its data is gone',
    });
    expect(shown({ released: { at: at(-25 * hour), isDataGone: false } })).toMatchObject({
      heading: 'Released Nov 17, 09:20',
      time: 'what became of its data is not known',
    });
    expect(shown({ released: { at: null, isDataGone: true } }).heading).toBe('Released');
    expect(shown({ state: 'cancelled' })).toMatchObject({ heading: 'Cancelled', time: null });
    locale = 'zh-CN';
    expect(shown({ released: { at: at(-25 * minute), isDataGone: true } })).toMatchObject({
      heading: '09:55 已释放',
      time: '数据已清除',
    });
  });

  it('tells how long ago a rental expired', () => {
    expect(endOf('r-6')).toMatchObject({ heading: '3 hours ago', kind: null, band: 'over' });
  });
});
