import { describe, it } from 'vitest';
import { hour, minute } from '../../../../../electron/core/model/instant.ts';
import type { BalanceReading } from '../../../../../electron/core/ports/provider.ts';
import { expectHistory, onWaking, rings } from '../../../../fakes/history.ts';
import { ms } from '../../../../fakes/instants.ts';

const usd = (amount: number) => ({ amount: amount.toFixed(4), currency: 'USD' });

/** So many dollars at an instant, of which an hour costs one; `burnt` is what it really takes. */
const credit = (from: string, dollars: number, burnt = 1, perHour = 1) => ({
  creditAt: (nowMs: number): BalanceReading => ({
    credit: usd(dollars - ((nowMs - ms(from)) / hour) * burnt),
    perHour: usd(perHour),
  }),
});
const nothingRuns = { creditAt: () => null };
const from = '2026-11-01T00:00:00Z';
const every = 10 * minute;

describe('credit that goes as its price says', () => {
  const provider = { [from]: credit(from, 96) };

  it('rings at three days, a day, two hours and once it is used up, each once', async () => {
    await expectHistory({ from, to: '2026-11-06T12:00:00Z', every, provider }, [
      rings('balance 3d', '2026-11-02T00:00:00Z'),
      rings('balance 1d', '2026-11-04T00:00:00Z'),
      rings('balance 2h', '2026-11-04T22:00:00Z'),
      rings('balance 0', '2026-11-05T00:00:00Z'),
    ]);
  });

  it('is silent while it lasts for four days', async () => {
    await expectHistory({ from, to: '2026-11-01T23:00:00Z', every, provider }, []);
  });

  it('of a new account is no news in its first round, unless it lasts no day', async () => {
    const span = { from, to: '2026-11-01T04:00:00Z', every, newAccount: true };
    await expectHistory({ ...span, provider: { [from]: credit(from, 60) } }, []);
    await expectHistory({ ...span, provider: { [from]: credit(from, 20) } }, [rings('balance 1d', from)]);
  });

  it('rings at once where it is first read late', async () => {
    const at = '2026-11-01T02:00:00Z';
    await expectHistory(
      { from, to: '2026-11-01T12:00:00Z', every, provider: { [from]: nothingRuns, [at]: credit(at, 69.6) } },
      [rings('balance 3d', at)],
    );
  });
});

describe('credit that something happens to', () => {
  const ringing = rings('balance 3d', from);

  it('that is topped up is silent, and rings anew for the longer time', async () => {
    const paid = '2026-11-02T00:00:00Z';
    await expectHistory(
      { from, to: '2026-11-05T12:00:00Z', every, provider: { [from]: credit(from, 60), [paid]: credit(paid, 120) } },
      [ringing, rings('balance 3d', '2026-11-04T00:00:00Z')],
    );
  });

  it('that nothing uses any more is silent, and rings again once something does', async () => {
    const [stopped, started] = ['2026-11-01T12:00:00Z', '2026-11-07T12:00:00Z'];
    await expectHistory(
      {
        from,
        to: '2026-11-08T00:00:00Z',
        every,
        provider: { [from]: credit(from, 60), [stopped]: nothingRuns, [started]: credit(started, 48) },
      },
      [ringing, rings('balance 3d', started)],
    );
  });

  it('that is used faster by one more machine rings at once', async () => {
    const added = '2026-11-01T06:00:00Z';
    await expectHistory(
      {
        from,
        to: '2026-11-01T12:00:00Z',
        every,
        provider: { [from]: credit(from, 60), [added]: credit(added, 54, 4, 4) },
      },
      [ringing, rings('balance 1d', added)],
    );
  });

  it('of which one of several machines stops and starts again does not repeat what was told', async () => {
    const most = (time: string, dollars: number) => ({ [time]: credit(time, dollars, 0.85, 0.85) });
    const whole = (time: string, dollars: number) => ({ [time]: credit(time, dollars) });
    await expectHistory(
      {
        from,
        to: '2026-11-01T12:00:00Z',
        every,
        provider: {
          ...whole(from, 60),
          ...most('2026-11-01T03:00:00Z', 57),
          ...whole('2026-11-01T04:00:00Z', 56.1),
          ...most('2026-11-01T05:00:00Z', 55.1),
          ...whole('2026-11-01T06:00:00Z', 54.2),
        },
      },
      [ringing],
    );
  });

  it('that goes a fifth faster than its price says does not repeat what was told', async () => {
    await expectHistory({ from, to: '2026-11-03T12:00:00Z', every, provider: { [from]: credit(from, 60, 1.2) } }, [
      ringing,
      // Of sixty hours, fifty are left; what rounds find lags behind by the noise that is borne.
      rings('balance 1d', '2026-11-02T05:00:00Z', '2026-11-02T09:00:00Z'),
      rings('balance 2h', '2026-11-02T23:00:00Z', '2026-11-03T00:30:00Z'),
      rings('balance 0', '2026-11-03T01:45:00Z', '2026-11-03T02:10:00Z'),
    ]);
  });

  it('that is in debt rings once, however many rounds see it', async () => {
    const owed = '2026-11-01T06:00:00Z';
    await expectHistory(
      {
        from,
        to: '2026-11-03T00:00:00Z',
        every,
        provider: { [from]: credit(from, 120), [owed]: credit(owed, -0.5) },
      },
      [rings('balance 0', owed)],
    );
  });

  it('and a provider that is away leave the known instant: it rings by that', async () => {
    await expectHistory(
      {
        from,
        to: '2026-11-02T00:00:00Z',
        every,
        asleep: [['2026-11-01T01:00:00Z', '2026-11-01T20:00:00Z']],
        provider: {
          [from]: credit(from, 75),
          '2026-11-01T00:30:00Z': { code: 'network.offline', detail: 'ENETUNREACH' },
        },
      },
      [onWaking('balance 3d', '2026-11-01T20:00:00Z')],
    );
  });
});
