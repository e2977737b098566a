import { describe, expect, test } from 'vitest';
import { Secret } from '../../../../electron/core/model/secret.ts';
import { withoutEchoes } from '../../../../electron/providers/redaction/secrets.ts';
import { seededRandom, wholeBetween } from '../../../fakes/random.ts';

const key = 'sk7Qz2mVb9XwT4cNhL8sYpJd-1144119593783001088-R7';
const secrets = { apiKey: new Secret(key) };

/** What is left of the ids of some orders. */
const idsLeft = (ids: readonly (string | number)[], given = secrets): readonly unknown[] => {
  const text = JSON.stringify({ rows: ids.map((id) => ({ id, status: 5, name: 'a machine' })) });
  const parsed: unknown = JSON.parse(withoutEchoes({ headers: {}, text }, given).text);
  const { rows } = parsed as { readonly rows: readonly { readonly id: unknown }[] };
  return rows.map(({ id }) => id);
};

describe('an order whose id is a piece of a key', () => {
  test('of under half of it keeps its id: that says too little of the key', () => {
    const ids = ['1144119593783001088', '2mVb9XwT4cNh', 'sk7Qz2mV', 'R7'];
    expect(idsLeft(ids)).toEqual(ids);
  });

  test('of half of it or more is called after its place in the key, the same each time and another than its neighbours', () => {
    const halves = [key.slice(0, 24), key.slice(23), key.slice(10, 40), key.slice(0, -1)];
    const left = idsLeft(halves);
    expect(left).toEqual([
      '[redacted]0-24',
      `[redacted]23-${key.length}`,
      '[redacted]10-40',
      `[redacted]0-${key.length - 1}`,
    ]);
    expect(idsLeft(halves)).toEqual(left);
  });

  test('that is a number is one as well', () => {
    const digits = { apiKey: new Secret('114411959378300108829305') };
    expect(idsLeft([114411959378300, '1144119593783001', '11441195937'], digits)).toEqual([
      '[redacted]0-15',
      '[redacted]0-16',
      '11441195937',
    ]);
  });

  test('stays apart from every other piece, whatever the key, and nothing is left that is most of it', () => {
    const alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
    for (let seed = 1; seed <= 60; seed += 1) {
      const random = seededRandom(seed);
      const length = wholeBetween(random, 16, 64);
      const any = Array.from({ length }, () => alphabet.charAt(wholeBetween(random, 0, alphabet.length - 1))).join('');
      const ids = Array.from({ length: 12 }, () => {
        const from = wholeBetween(random, 0, length - 8);
        return any.slice(from, wholeBetween(random, from + 8, length));
      }).filter((id, at, all) => all.indexOf(id) === at && id !== any);
      const left = idsLeft(ids, { apiKey: new Secret(any) });
      expect(new Set(left).size, any).toBe(ids.length);
      for (const id of left)
        expect([id, any.includes(String(id)) && String(id).length >= Math.max(12, 0.75 * length)]).toEqual([id, false]);
    }
  });
});

test('an id that holds the key, or is it, keeps nothing of it and stays apart by what else it is', () => {
  expect(idsLeft([key, `${key}-1`, `${key}-2`, `order-${key}`])).toEqual([
    '[redacted]',
    '[redacted]-1',
    '[redacted]-2',
    'order-[redacted]',
  ]);
});
