import { afterEach, describe, expect, it } from 'vitest';
import { deadlinesOf } from '../../../../electron/core/deadlines/deadlines.ts';
import type { DeadlineKind } from '../../../../electron/core/model/deadline.ts';
import { bytesOf } from '../../../../electron/core/model/cut.ts';
import { instantOf } from '../../../../electron/core/model/instant.ts';
import { resourceKeyOf } from '../../../../electron/core/model/ids.ts';
import type { Rental } from '../../../../electron/core/model/rental.ts';
import type { Locale } from '../../../../electron/core/model/settings.ts';
import { toldOf, type ToldKind } from '../../../../electron/core/reminders/changes.ts';
import { reminderTexts } from '../../../../electron/core/words/reminder-facts.ts';
import { speakIn } from '../../../../electron/core/words/words.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { estimated, stated } from '../../../fakes/orders.ts';
import { aRental } from '../../../fakes/rentals.ts';

const account = anAccount({ label: '公司账号' });
const textsIn = (locale: Locale, maxBytes: number | null = null) => {
  speakIn(() => locale);
  return reminderTexts(() => ({ locale, timeZone: 'Asia/Shanghai' }), maxBytes);
};
const listed = (facts: Partial<Omit<Rental, 'id'>> = {}): Rental =>
  aRental({
    end: stated('2026-10-18T00:00:00Z'),
    periodStartsAt: null,
    listing: { key: resourceKeyOf('//i-1'), list: '' },
    orders: [],
    ...facts,
  });

interface Told {
  readonly kind?: DeadlineKind;
  readonly locale?: Locale;
  readonly maxBytes?: number | null;
}

const before = (rental: Rental, now: string, { kind = 'ends', locale = 'en', maxBytes = null }: Told = {}) => {
  const deadline = deadlinesOf(rental).find((each) => each.kind === kind);
  if (deadline === undefined) throw new Error(`the rental has no ${kind}`);
  const point = { rental, deadline, pointMs: 0, fireAt: instantOf(ms(now)) };
  return textsIn(locale, maxBytes).forPoint(point, account, ms(now));
};
const happened = (kind: ToldKind, rental: Rental, now: string, { locale = 'en', maxBytes = null }: Told = {}) =>
  textsIn(locale, maxBytes).forChange(toldOf(kind, rental, instantOf(ms(now))), account, ms(now));

afterEach(() => speakIn(() => 'en'));

describe('a rental that renews itself', () => {
  const charged = listed({ autoRenews: 'yes', chargesAt: at('2026-10-09T00:00:00Z') });
  const renewing = listed({ autoRenews: 'yes' });

  it('before: when, from when on it is charged, and that the balance must suffice', () => {
    expect(before(charged, '2026-10-08T00:00:00Z')).toEqual({
      heading: '训练机-02 is charged for its renewal in 1 day',
      body: 'Renews itself by Oct 18, 08:00, charged from Oct 9, 08:00 on: the balance must suffice · Qiniu QVM (七牛云主机) / 公司账号',
    });
    expect(before(charged, '2026-10-08T00:00:00Z', { locale: 'zh-CN' })).toEqual({
      heading: '训练机-02 1 天后扣续费款',
      body: '10月18日 08:00 前自动续费，10月9日 08:00 起扣费，请确保余额充足 · 七牛云主机 QVM / 公司账号',
    });
    expect(before(renewing, '2026-10-15T00:00:00Z')).toEqual({
      heading: '训练机-02 renews itself in 3 days',
      body: 'Renews itself by Oct 18, 08:00: the balance must suffice · Qiniu QVM (七牛云主机) / 公司账号',
    });
  });

  it('at its end: that it was to renew itself, and what is not known', () => {
    expect(before(charged, '2026-10-18T00:00:01Z')).toMatchObject({
      heading: '训练机-02: end reached, no renewal seen',
      body: expect.stringMatching(/^Ended Oct 18, 08:00; it was to renew itself, and no renewal was seen · /),
    });
    expect(before(renewing, '2026-10-18T00:00:01Z', { locale: 'zh-CN' })).toMatchObject({
      heading: '训练机-02 到期未见自动续费',
      body: expect.stringMatching(/^已于 10月18日 08:00 到期，本应自动续费，但没有看到续费 · /),
    });
  });

  it('with an estimated end says that first', () => {
    const guessed = listed({ autoRenews: 'yes', end: estimated('2026-10-18T00:00:00Z') });
    expect(before(guessed, '2026-10-15T00:00:00Z').heading).toBe('训练机-02 should end on Oct 18 at about 08:00');
  });
});

describe('what happens after an end, from a quoted source', () => {
  // Any sentence will do.
  const rental = listed({ afterwards: 'note_billed_by_use', lastPrice: { amount: '16.25', currency: 'CNY' } });
  const sentence = 'Billed by use: it runs until you release it.';

  it('is in every reminder of the end, before the price', () => {
    expect(before(rental, '2026-10-17T00:00:00Z').body).toMatch(
      new RegExp(String.raw`^Ends Oct 18, 08:00 · .* / 公司账号 · ${sentence} · last paid .*16\.25$`),
    );
    expect(before(rental, '2026-10-18T00:00:01Z').body).toContain(sentence);
    expect(before({ ...rental, autoRenews: 'yes' }, '2026-10-15T00:00:00Z').body).toContain(sentence);
    expect(happened('expired', { ...rental, phase: 'expired' }, '2026-10-18T01:00:00Z').body).toContain(sentence);
  });

  it('stands beside the instant at which its data goes', () => {
    const releases = {
      at: at('2026-11-02T00:00:00Z'),
      surelyAt: at('2026-11-02T00:00:00Z'),
      basis: 'stated',
      note: null,
    } as const;
    const { body } = before({ ...rental, releases }, '2026-10-17T00:00:00Z');
    expect(body).toContain(sentence);
    expect(body).toContain('data may be destroyed from Nov 2, 08:00 on');
  });

  it('is nothing where its sentence is unknown', () => {
    expect(before({ ...rental, afterwards: 'no_such_sentence' }, '2026-10-17T00:00:00Z').body).not.toContain('no_such');
  });

  it('gives way to when and whose where there is no room', () => {
    const { heading, body } = before(rental, '2026-10-17T00:00:00Z', { maxBytes: 90 });
    expect(bytesOf(heading + body)).toBeLessThanOrEqual(90);
    expect(body).toMatch(/^Ends Oct 18, 08:00/);
  });
});

describe('data that its provider releases after an end', () => {
  const releases = {
    at: at('2026-11-02T00:00:00Z'),
    surelyAt: at('2026-11-02T00:00:00Z'),
    basis: 'stated',
    note: null,
  } as const;
  const expired = listed({ phase: 'expired', releases });

  it('is kept, not frozen', () => {
    expect(before(expired, '2026-10-30T00:00:00Z', { kind: 'releases' })).toEqual({
      heading: '训练机-02: data kept for 3 days more',
      body: 'Data may be destroyed from Nov 2, 08:00 on · Qiniu QVM (七牛云主机) / 公司账号',
    });
  });

  it('is said when it ended', () => {
    expect(happened('expired', expired, '2026-10-18T01:00:00Z').body).toContain('data may be destroyed from Nov 2');
  });

  it('is surely gone once that has passed; otherwise nobody knows what became of it', () => {
    const gone = { ...expired, phase: 'released' } as const;
    expect(happened('released', gone, '2026-11-02T01:00:00Z')).toMatchObject({
      heading: '训练机-02 was released',
      body: expect.stringMatching(/^Released Nov 2, 09:00, its data is gone · /),
    });
    expect(happened('released', gone, '2026-10-20T00:00:00Z')).toMatchObject({
      heading: '训练机-02 was released',
      body: expect.stringMatching(
        /^No longer listed as rented \(noticed Oct 20, 08:00\): it was released\. What became of its data is not known · /,
      ),
    });
    const { body } = happened('released', { ...gone, releases: null }, '2026-10-20T00:00:00Z', { locale: 'zh-CN' });
    expect(body).toMatch(/^10月20日 08:00 发现服务商已不再列为在租：应已释放，数据是否还在不清楚 · /);
  });

  it('of an order that says so itself is gone', () => {
    const ordered = aRental({ phase: 'released' });
    expect(happened('released', ordered, '2026-10-20T00:00:00Z').body).toContain('its data is gone');
  });
});

describe('a rental that its provider deletes at its end', () => {
  const end = at('2026-10-18T00:00:00Z');
  const deleted = listed({ releases: { at: end, surelyAt: end, basis: 'derived', note: 'deleted-at-end' } });

  it.each(['ends', 'releases'] as const)('says so in the heading and the body (%s)', (kind) => {
    expect(before(deleted, '2026-10-17T00:00:00Z', { kind })).toEqual({
      heading: '训练机-02: its data is deleted in 1 day',
      body: 'Ends Oct 18, 08:00; the provider then deletes it and its data: back up first · Qiniu QVM (七牛云主机) / 公司账号',
    });
    expect(before(deleted, '2026-10-17T00:00:00Z', { kind, locale: 'zh-CN' })).toEqual({
      heading: '训练机-02 的数据 1 天后将删除',
      body: '10月18日 08:00 到期，服务商会立即删除它和全部数据，请提前备份 · 七牛云主机 QVM / 公司账号',
    });
    expect(before(deleted, '2026-10-18T00:00:01Z', { kind }).heading).toBe(
      '训练机-02 ended: the provider deletes its data',
    );
    expect(before(deleted, '2026-10-18T00:00:01Z', { kind, locale: 'zh-CN' }).heading).toBe(
      '训练机-02 已到期，服务商将删除数据',
    );
  });

  it('is gone with its data once it is no longer listed', () => {
    expect(happened('released', { ...deleted, phase: 'released' }, '2026-10-18T02:00:00Z').body).toContain(
      'its data is gone',
    );
  });
});

it('whatever is said fits a notification of macOS, and keeps whose it is where the title is short', () => {
  const end = at('2026-10-18T00:00:00Z');
  const releases = { at: end, surelyAt: end, basis: 'derived', note: 'deleted-at-end' } as const;
  const rentals = [
    listed({ autoRenews: 'yes', chargesAt: at('2026-10-09T00:00:00Z'), afterwards: 'note_billed_by_use' }),
    listed({ releases, afterwards: 'note_billed_by_use' }),
  ];
  for (const locale of ['en', 'zh-CN'] as const) {
    for (const rental of rentals) {
      for (const now of ['2026-10-08T00:00:00Z', '2026-10-16T00:59:00Z', '2026-10-18T00:00:01Z']) {
        const short = before(rental, now, { locale, maxBytes: 200 });
        expect(bytesOf(short.heading + short.body)).toBeLessThanOrEqual(200);
        expect(short.body).toContain('公司账号');
        const long = before({ ...rental, title: '训'.repeat(80) }, now, { locale, maxBytes: 200 });
        expect(bytesOf(long.heading + long.body)).toBeLessThanOrEqual(200);
      }
    }
  }
});
