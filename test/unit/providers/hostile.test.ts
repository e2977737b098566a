import { describe, expect, test } from 'vitest';
import { parseInstant } from '../../../electron/core/model/instant.ts';
import type { HttpRequest } from '../../../electron/core/ports/http.ts';
import type { ReadOrder, ReadResource } from '../../../electron/core/ports/provider.ts';
import { oneOf, seededRandom, wholeBetween } from '../../fakes/random.ts';
import { roles } from '../../provider/roles.ts';
import { listedIn } from '../../provider/stage.ts';
import { scripted, type Reply } from './session.ts';

const settings = { durationUnit: 'month', orderHashes: '602892b7b500000eed4190e932000000' };

const values = [
  'null',
  '{}',
  '[]',
  '""',
  '0',
  '-1',
  '1e308',
  '1e999999',
  '99999999999999999999',
  'true',
  '"\\u0000"',
  '"\\ud800"',
  '"constructor"',
  '"__proto__"',
  '[[[]]]',
  '"9999-99-99 99:99:99"',
  '"0000-00-00T00:00:00Z"',
  '8640000000000001',
  `"${'长'.repeat(5_000)}"`,
] as const;

/** Puts a surprising value where the answer has one of its own. */
const swapped = (text: string, random: () => number): string => {
  const places = [...text.matchAll(/:\s*("(?:[^"\\]|\\.)*"|-?[\d.]+|true|false|null)/g)];
  const place = places[wholeBetween(random, 0, places.length - 1)];
  if (place === undefined) return text;
  return `${text.slice(0, place.index)}: ${oneOf(random, values)}${text.slice(place.index + place[0].length)}`;
};

/** Cuts, doubles or spoils a part of the text. */
const spoiled = (text: string, random: () => number): string => {
  const from = wholeBetween(random, 0, text.length);
  const to = wholeBetween(random, from, Math.min(text.length, from + 40));
  const inserted = oneOf(random, ['', ',', '}', ']', '{', '"', '\\', '\u0000', text.slice(from, to).repeat(2)]);
  return text.slice(0, from) + inserted + text.slice(to);
};

const mutated = (text: string, random: () => number): string => {
  let changed = text;
  for (let count = wholeBetween(random, 1, 3); count > 0; count--)
    changed = random() < 0.7 ? swapped(changed, random) : spoiled(changed, random);
  return changed;
};

const instantsOf = (order: ReadOrder): readonly (string | null)[] => [
  order.placedAt,
  order.paidAt,
  order.cancelledAt,
  order.payBy?.at ?? null,
  ...order.items.flatMap(({ startsAt, end }) => [startsAt, end.at, end.earliestAt]),
];

const checkOrder = (order: ReadOrder, seed: number): void => {
  for (const instant of instantsOf(order))
    if (instant !== null) expect(parseInstant(instant), `seed ${seed}`).toBe(instant);
  for (const money of [order.listPrice, order.price, order.paid])
    if (money !== null) expect(money.amount).toMatch(/^-?\d+(\.\d+)?$/);
  expect(order.title.length).toBeLessThanOrEqual(400);
  expect(order.providerOrderId.length).toBeGreaterThan(0);
  expect(new Set(order.items.map(({ id }) => id)).size, `seed ${seed}`).toBe(order.items.length);
};

const checkResource = (resource: ReadResource, seed: number): void => {
  const { startsAt, end, releases, chargesAt } = resource;
  for (const instant of [startsAt, end.at, end.earliestAt, chargesAt, releases?.at ?? null])
    if (instant !== null) expect(parseInstant(instant), `seed ${seed}`).toBe(instant);
  if (resource.price !== null) expect(resource.price.amount).toMatch(/^\d+(\.\d+)?$/);
  expect(resource.title.length).toBeLessThanOrEqual(400);
  expect(resource.resourceId.length).toBeGreaterThan(0);
};

describe.each(roles.map((role) => [role.provider.description.id, role] as const))('%s', (_, { provider, sample }) => {
  const secrets = Object.fromEntries(provider.description.credentials.map(({ name }, index) => [name, `k-${index}`]));

  test('1,500 mutated answers: always a result, never an exception, never a broken order', async () => {
    let read = 0;
    for (let seed = 1; seed <= 1_500; seed++) {
      const random = seededRandom(seed);
      const victim = wholeBetween(random, 1, 4);
      const answer = (request: HttpRequest, number: number): Reply => {
        if (number !== victim) return sample(request);
        const text = mutated(sample(request), random);
        return random() < 0.15 ? { status: oneOf(random, [204, 400, 401, 403, 404]), text } : text;
      };
      const outcome = await provider.readRound(scripted(answer, { secrets, settings }));
      if (!outcome.ok) {
        expect(outcome.failure.code, `seed ${seed}`).toMatch(/^(provider|account)\./);
        continue;
      }
      read += listedIn(outcome.value).length;
      for (const resource of outcome.value.resources?.resources ?? []) checkResource(resource, seed);
      for (const order of outcome.value.orders) checkOrder(order, seed);
    }
    expect(read).toBeGreaterThan(300);
  });
});
