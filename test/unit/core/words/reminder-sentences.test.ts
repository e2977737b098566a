import { afterEach, describe, expect, it } from 'vitest';
import { instantOf } from '../../../../electron/core/model/instant.ts';
import type { Locale } from '../../../../electron/core/model/settings.ts';
import { speakIn } from '../../../../electron/core/words/words.ts';
import { changeText, renewedText } from '../../../../electron/core/words/change-sentences.ts';
import {
  headingOf,
  reminderText,
  type ReminderFacts,
  type TextSetting,
} from '../../../../electron/core/words/reminder-sentences.ts';
import { summaryText } from '../../../../electron/core/words/summary-text.ts';

const at = (text: string) => instantOf(Date.parse(text));

const ends: ReminderFacts = {
  title: '训练机-02',
  kind: 'ends',
  at: at('2026-10-18T08:00:00+08:00'),
  earliestAt: null,
  surelyAt: null,
  basis: 'stated',
  note: null,
  provider: '七牛云',
  account: '公司账号',
  lastPrice: { amount: '16.25', currency: 'CNY' },
  renewed: true,
  keptUntil: null,
};
const midnight = { ...ends, earliestAt: at('2026-10-18T00:00:00+08:00'), note: 'may-be-00:00-beijing-time' } as const;
const estimated = {
  ...ends,
  title: '4090×1',
  at: at('2026-10-18T09:53:00+08:00'),
  basis: 'estimated',
  note: 'from-purchase-duration',
  lastPrice: null,
} as const;
const frozen = {
  ...ends,
  kind: 'releases',
  at: at('2026-10-18T14:05:00+08:00'),
  surelyAt: at('2026-10-18T14:15:00+08:00'),
  basis: 'derived',
  note: 'frozen-window',
} as const;
const unpaid = { ...ends, kind: 'pay-by', at: at('2026-10-18T14:05:00+08:00') } as const;

const setting = (now: string, locale: Locale = 'zh-CN'): TextSetting => {
  speakIn(() => locale);
  return { locale, timeZone: 'Asia/Shanghai', nowMs: Date.parse(now), maxBytes: 200 };
};
const heading = (facts: ReminderFacts, now: string, locale: Locale = 'zh-CN') => headingOf(facts, setting(now, locale));

afterEach(() => speakIn(() => 'en'));

describe('the words of a reminder', () => {
  it('are those of the product page: stated, with the earlier reading that counts', () => {
    expect(reminderText(midnight, setting('2026-10-16T21:00:00+08:00'))).toEqual({
      heading: '训练机-02 还剩 1 天 3 小时',
      body: '10月18日 08:00 到期，也可能是 00:00 · 七牛云 / 公司账号 · 上次续费 ¥16.25 · 该服务商没有说明到期后数据保留多久',
    });
    expect(reminderText(midnight, setting('2026-10-16T21:00:00+08:00', 'en'))).toMatchObject({
      heading: '训练机-02: 1 day 3 hours left',
      body: expect.stringMatching(/^Ends Oct 18, 08:00, possibly already at 00:00 · .*16\.25/),
    });
  });

  it('say between two readings that it may be over, and until when it may last', () => {
    const between = '2026-10-18T04:30:00+08:00';
    expect(reminderText(midnight, setting(between))).toMatchObject({
      heading: '训练机-02 可能已到期',
      body: expect.stringMatching(/^可能已于 00:00 到期，最晚 10月18日 08:00 到期 · /),
    });
    expect(reminderText(midnight, setting(between, 'en')).body).toMatch(
      /^Possibly ended at 00:00, at the latest Oct 18, 08:00 · /,
    );
  });

  it('say of an end that is no longer stated that it is the last one known', () => {
    const kept = { ...midnight, earliestAt: null, note: 'no-longer-stated' } as const;
    expect(reminderText(kept, setting('2026-10-16T21:00:00+08:00', 'en')).body).toMatch(
      /^Last known end: Oct 18, 08:00\. The provider no longer states one · /,
    );
  });

  it('say that an estimate is one', () => {
    expect(reminderText(estimated, setting('2026-10-17T09:53:01+08:00'))).toEqual({
      heading: '4090×1 预计明天 09:53 左右到期',
      body: '约 10月18日 09:53 到期（按购买时长推算，接口未给出到期时间） · 七牛云 / 公司账号',
    });
    expect(heading(estimated, '2026-10-18T01:00:00+08:00')).toBe('4090×1 预计今天 09:53 左右到期');
    expect(heading(estimated, '2026-10-01T01:00:00+08:00')).toBe('4090×1 预计 10月18日 09:53 左右到期');
    expect(heading(estimated, '2026-10-18T10:00:00+08:00')).toBe('4090×1 估计已到期');
    expect(heading(estimated, '2026-10-17T09:00:00+08:00', 'en')).toBe('4090×1 should end tomorrow at about 09:53');
  });

  it('give both bounds of a frozen window', () => {
    expect(reminderText(frozen, setting('2026-10-18T13:53:00+08:00'))).toMatchObject({
      heading: '训练机-02 已冻结，最多还有 22 分钟',
      body: expect.stringContaining('已到期并冻结：最多还有 22 分钟可续费或取回数据（最早可能在 14:05 清除）'),
    });
    expect(reminderText(frozen, setting('2026-10-18T14:07:00+08:00')).body).toContain('（14:05 起可能已清除）');
    expect(reminderText(frozen, setting('2026-10-18T14:07:00+08:00', 'en')).body).toContain(
      'at most 8 minutes to renew or fetch data (possibly destroyed already since 14:05)',
    );
    expect(heading(frozen, '2026-10-18T14:15:00+08:00')).toBe('训练机-02 的冻结数据应已清除');
  });

  it('tell how long there is to pay', () => {
    expect(reminderText(unpaid, setting('2026-10-18T13:50:00+08:00'))).toEqual({
      heading: '训练机-02 还有 15 分钟付款',
      body: '10月18日 14:05 前未付款，订单将失效 · 七牛云 / 公司账号',
    });
    expect(heading(unpaid, '2026-10-18T14:05:00+08:00', 'en')).toBe('训练机-02: the time to pay is over');
  });

  it.each([
    ['2026-10-10T08:00:01+08:00', '还剩 8 天'],
    ['2026-10-15T08:00:01+08:00', '还剩 3 天'],
    ['2026-10-16T07:59:00+08:00', '还剩 2 天'],
    ['2026-10-16T09:00:00+08:00', '还剩 1 天 23 小时'],
    ['2026-10-17T08:00:01+08:00', '还剩 1 天'],
    ['2026-10-17T09:00:00+08:00', '还剩 23 小时'],
    ['2026-10-18T06:00:01+08:00', '还剩 2 小时'],
    ['2026-10-18T06:01:00+08:00', '还剩 1 小时 59 分钟'],
    ['2026-10-18T07:45:02+08:00', '还剩 15 分钟'],
    ['2026-10-18T07:59:30+08:00', '还剩 不到 1 分钟'],
    ['2026-10-18T08:00:01+08:00', '已到期'],
    ['2026-10-18T08:05:01+08:00', '已到期 5 分钟'],
  ])('at %s the heading says %s', (now, words) => {
    expect(heading(ends, now)).toBe(`训练机-02 ${words}`);
  });

  it('are sure of nothing between two readings', () => {
    expect(heading(midnight, '2026-10-18T00:00:01+08:00')).toBe('训练机-02 可能已到期');
  });

  it('say when data goes, where that is known', () => {
    const body = reminderText(
      { ...ends, keptUntil: at('2026-10-25T08:00:00+08:00') },
      { ...setting('2026-10-17T08:00:00+08:00'), maxBytes: null },
    ).body;
    expect(body).toBe('10月18日 08:00 到期 · 七牛云 / 公司账号 · 上次续费 ¥16.25 · 数据最早可能在 10月25日 08:00 清除');
    const unknown = reminderText({ ...ends, renewed: false }, setting('2026-10-17T08:00:00+08:00')).body;
    expect(unknown).toContain('上次付款 ¥16.25 · 该服务商没有说明到期后数据保留多久');
  });

  it('of a renewal that was ordered and not paid say to pay before the end, where that comes first', () => {
    const order = { payBy: at('2026-10-24T00:00:00+08:00'), ends: [ends.at], isEstimate: false };
    const due = { ...unpaid, at: order.payBy, unpaid: order };
    const now = '2026-10-17T08:00:00+08:00';
    const words = 'renewal ordered, not paid';
    for (const facts of [{ ...ends, unpaid: order }, due]) {
      expect(heading(facts, now, 'en')).toBe(`训练机-02 ends in 1 day: ${words}`);
      expect(heading(facts, now)).toBe('训练机-02 1 天后到期：续费单还没付款');
    }
    expect(reminderText(due, setting(now, 'en')).body).toMatch(
      /^Renewal ordered, not paid: pay before it ends Oct 18, 08:00 · 七牛云/,
    );
    expect(reminderText({ ...ends, unpaid: order }, setting(now, 'en')).body).toMatch(
      /^Ends Oct 18, 08:00 · Renewal ordered, not paid: pay before it ends/,
    );
    expect(heading({ ...due, unpaid: { ...order, isEstimate: true } }, now, 'en')).toContain('in about 1 day');
    // Possibly ended already: the later reading still lies ahead.
    const early = { ...order, ends: [at('2026-10-17T07:00:00+08:00'), ends.at] };
    expect(heading({ ...due, unpaid: early }, now, 'en')).toBe(`训练机-02 ends in 1 day: ${words}`);
  });

  it('of a renewal that lapses before the end count down to its payment', () => {
    const order = { payBy: at('2026-10-17T10:00:00+08:00'), ends: [ends.at], isEstimate: false };
    const now = '2026-10-17T08:00:00+08:00';
    expect(heading({ ...unpaid, unpaid: order }, now, 'en')).toBe('训练机-02: 2 hours left to pay for the renewal');
    expect(heading({ ...ends, unpaid: order }, now, 'en')).toBe('训练机-02: 1 day left');
    expect(reminderText({ ...ends, unpaid: order }, setting(now, 'en')).body).toContain(
      'Renewal ordered, not paid: pay by Oct 17, 10:00',
    );
    expect(heading({ ...unpaid, at: order.payBy, unpaid: order }, '2026-10-17T11:00:00+08:00', 'en')).toContain(
      'the time to pay is over',
    );
    expect(reminderText({ ...ends, unpaid: order }, setting('2026-10-17T11:00:00+08:00', 'en')).body).not.toContain(
      'Renewal',
    );
  });

  it('are in the local time and day of another zone than Beijing’s', () => {
    const inNewYork = { ...setting('2026-10-17T08:00:00+08:00', 'en'), timeZone: 'America/New_York' };
    expect(reminderText(ends, inNewYork).body).toContain('Ends Oct 17, 20:00 · ');
  });

  it('stay within 200 bytes and keep the most important part', () => {
    const long = { ...midnight, title: '训'.repeat(80), account: '账'.repeat(80), provider: '一家名字很长的服务商' };
    for (const facts of [ends, midnight, estimated, frozen, unpaid, long]) {
      for (const locale of ['zh-CN', 'en'] as const) {
        const text = reminderText(facts, setting('2026-10-16T21:00:00+08:00', locale));
        expect(Buffer.byteLength(text.heading + text.body)).toBeLessThanOrEqual(200);
        expect(text.body).not.toBe('');
        expect(`${text.heading}${text.body}`).not.toMatch(/\b0 days?|0 天/);
      }
    }
    expect(reminderText(long, setting('2026-10-16T21:00:00+08:00')).heading).toBe(
      `${'训'.repeat(39)}… 还剩 1 天 3 小时`,
    );
  });
});

describe('the words of changes and summaries', () => {
  it('name what happened, whose it is, and until when', () => {
    const now = setting('2026-10-10T08:00:00+08:00');
    expect(changeText('delivered', ends, ends, now)).toEqual({
      heading: '训练机-02 已交付',
      body: '10月18日 08:00 到期 · 七牛云 / 公司账号',
    });
    expect(changeText('failed', ends, null, now)).toEqual({ heading: '训练机-02 交付失败', body: '七牛云 / 公司账号' });
    expect(changeText('vanished', ends, ends, now)).toEqual({
      heading: '服务商不再列出 训练机-02',
      body: '重新列出之前不再提醒，请到服务商处核对 · 10月18日 08:00 到期 · 七牛云 / 公司账号',
    });
  });

  it('say until when something is renewed that was meant to be', () => {
    const next = { ...ends, at: at('2027-01-18T08:00:00+08:00') };
    expect(renewedText(next, next, setting('2026-10-17T10:00:00+08:00'))).toEqual({
      heading: '训练机-02 已续费至 2027年1月18日 08:00',
      body: '2027年1月18日 08:00 到期 · 七牛云 / 公司账号',
    });
    expect(renewedText(next, next, setting('2027-01-02T10:00:00+08:00', 'en')).heading).toBe(
      '训练机-02 is renewed until Jan 18, 08:00',
    );
  });

  it('list three and count the rest', () => {
    setting('2026-10-10T08:00:00+08:00');
    expect(summaryText(['一', '二', '三', '四', '五'], { locale: 'zh-CN', maxBytes: null })).toEqual({
      heading: '5 条提醒',
      body: '一\n二\n三\n另有 2 条',
    });
    expect(summaryText(['one', 'two', 'three'], { locale: 'en', maxBytes: 200 }).body).toBe('one\ntwo\nthree');
  });
});
