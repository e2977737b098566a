import { expect, it } from 'vitest';
import { RoundNews } from '../../../../electron/faces/terminal/round-news.ts';
import type { RoundWarning } from '../../../../electron/core/model/sync.ts';

const heard = (...rounds: readonly (readonly RoundWarning[] | null)[]): readonly string[] => {
  const said: string[] = [];
  const news = new RoundNews({
    streams: { isEnded: () => false, out: () => undefined, err: (line) => void said.push(line) },
    clock: { now: () => 0 },
    localeSetting: { locale: 'en', timeZone: 'UTC' },
    providers: [],
  });
  for (const warnings of rounds) {
    if (warnings === null)
      news.hear({ label: 'Lab', provider: 'wolover', failure: { code: 'provider.unavailable' }, warnings: [] });
    else news.hear({ label: 'Lab', provider: 'wolover', failure: null, warnings });
  }
  return said.map((line) => line.slice(0, 30));
};
const implausible: RoundWarning = { code: 'order.implausible', count: 1 };
const unsettled: RoundWarning = { code: 'round.unsettled' };

it('what a round warns of is said once when it begins, and again when it comes back', () => {
  const [said] = heard([implausible]);
  expect(said).toMatch(/^Lab: /);
  expect(heard([implausible], [implausible], [{ ...implausible, count: 2 }])).toEqual([said]);
  expect(heard([implausible], [], [implausible])).toEqual([said, said]);
  expect(heard([implausible], [implausible, unsettled])).toHaveLength(2);
});

it('a round that fails takes no warning back', () => {
  // The warning, the failure, and that it can be read again.
  expect(heard([implausible], null, [implausible])).toHaveLength(3);
});

it('what passes with the next round is not said', () => {
  expect(heard([{ code: 'round.unfinished' }])).toEqual([]);
});
