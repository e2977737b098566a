import { afterEach, describe, expect, it } from 'vitest';
import { day, hour } from '../../../../electron/core/model/instant.ts';
import type { Locale } from '../../../../electron/core/model/settings.ts';
import { balanceAfter } from '../../../../electron/core/rentals/balance.ts';
import { reminderTexts } from '../../../../electron/core/words/reminder-facts.ts';
import { speakIn } from '../../../../electron/core/words/words.ts';
import { deadlinesOf } from '../../../../electron/core/deadlines/deadlines.ts';
import { anAccount } from '../../../fakes/accounts.ts';

const nowMs = Date.parse('2026-11-01T00:00:00Z');
const account = anAccount({ label: 'vast-main' });

const textsAt = (credit: string, atMs: number, locale: Locale = 'en') => {
  const usd = (amount: string) => ({ amount, currency: 'USD' });
  const reading = { credit: usd(credit), perHour: usd('0.71'), afterwards: 'provider_vastai_balance_afterwards' };
  const rental = balanceAfter(account, reading, null, nowMs);
  const [deadline] = rental === null ? [] : deadlinesOf(rental);
  if (rental === null || deadline === undefined) throw new Error('it has a deadline');
  speakIn(() => locale);
  const texts = reminderTexts(() => ({ locale, timeZone: 'Asia/Shanghai' }), null);
  return {
    point: texts.forPoint({ rental, deadline, pointMs: 0, fireAt: deadline.at }, account, atMs),
    unconfirmed: texts.forUnconfirmed(rental, deadline, account, atMs),
  };
};

afterEach(() => speakIn(() => 'en'));

describe('the words of an account’s credit', () => {
  it('say for how long it lasts, what is left at what price, and what happens then', () => {
    expect(textsAt('24.14', nowMs).point).toEqual({
      heading: 'Credit of vast-main lasts 1 day 10 hours',
      body: expect.stringMatching(
        /^Lasts until about Nov 2, 18:00 .*vast-main · \$24\.14 left at \$0\.71 an hour · Vast\.ai then stops/,
      ),
    });
    expect(textsAt('24.14', nowMs, 'zh-CN').point).toEqual({
      heading: 'vast-main 的余额还够用 1 天 10 小时',
      body: expect.stringMatching(
        /^约可用到 11月2日 18:00.* · 余额 US\$24\.14，每小时花费 US\$0\.71 · 届时 Vast\.ai 会停掉/,
      ),
    });
  });

  it('tell what was seen to be used up from what should be by now', () => {
    expect(textsAt('-0.20', nowMs + hour).point.heading).toBe('Credit of vast-main is used up');
    expect(textsAt('24.14', nowMs + 3 * day).point).toMatchObject({
      heading: 'Credit of vast-main should be used up by now',
      body: expect.stringMatching(/^Lasted until about Nov 2, 18:00/),
    });
  });

  it('say that it cannot be confirmed', () => {
    expect(textsAt('24.14', nowMs).unconfirmed.heading).toBe('Credit of vast-main cannot be confirmed');
    expect(textsAt('24.14', nowMs, 'zh-CN').unconfirmed.heading).toBe('vast-main 的余额无法确认');
  });
});
