import { parse, stringify } from 'lossless-json';
import { oneOf, wholeBetween } from '../../fakes/random.ts';

/** Values that no document promises, as JSON text. */
const surprises = [
  'null',
  '{}',
  '[]',
  '""',
  '" "',
  '0',
  '-0',
  '-1',
  '1.5',
  '1e308',
  '-1e308',
  '1e999999',
  '1E-400',
  '10000000000000000000',
  '99999999999999999999999999999999',
  '8640000000000001',
  '253402300800000',
  'true',
  'false',
  '"\\u0000"',
  '"a\\u0000b"',
  '"\\ud800"',
  '"\\udc00\\ud800"',
  '"\\u202e\\u2066\\ufeff"',
  '"constructor"',
  '"__proto__"',
  '"200"',
  '"401"',
  '[[[]]]',
  '[null, 1, "x", {}]',
  '{"__proto__": {"id": "1", "Id": "1", "order": "1"}}',
  '{"toString": 1, "valueOf": null, "length": -1}',
  '"9999-99-99 99:99:99"',
  '"9999-12-31 23:59:59"',
  '"0000-00-00T00:00:00Z"',
  '"0001-01-02T00:00:00Z"',
  '"0002-01-01T00:00:00Z"',
  '"9999-12-31T23:59:59-23:59"',
  '"9999-12-31T23:59:60Z"',
  '"1970-01-01T00:00:00+23:59"',
  '"2026-02-30T00:00:00Z"',
  '"\'; DROP TABLE orders; --"',
  '"{\\"conf\\":{\\"a\\":[[[[[[[[1]]]]]]]]}}"',
] as const;

/** Long ones, drawn more rarely. */
const longSurprises = [
  () => `"${'长'.repeat(5_000)}"`,
  () => `"${'a'.repeat(300_000)}"`,
  () => '9'.repeat(100_000),
  () => `1e${'9'.repeat(1_000)}`,
  () => '['.repeat(100_000) + ']'.repeat(100_000),
  () => '{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000),
  () => `"${'\\ud83d'.repeat(20_000)}"`,
  () => `[${'{},'.repeat(50_000)}{}]`,
  () => `[${'"长",'.repeat(6_000)}0]`,
  () => `{${Array.from({ length: 900 }, (_, index) => `"n${String(index)}":"${'n'.repeat(1_000)}"`).join(',')}}`,
  () => `{"${'n'.repeat(50_000)}":1}`,
  () => `"${'👩‍👩‍👧‍👦'.repeat(2_000)}"`,
] as const;

const surprise = (random: () => number): string =>
  random() < 0.04 ? oneOf(random, longSurprises)() : oneOf(random, surprises);

/** One place in a tree: a member of an object or of a list. */
interface Place {
  readonly holder: Record<string, unknown> | unknown[];
  readonly key: string;
  readonly value: unknown;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !('isLosslessNumber' in value);

const placesOf = (value: unknown): readonly Place[] => {
  if (!isRecord(value) && !Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => [{ holder: value, key, value: member }, ...placesOf(member)]);
};

const put = ({ holder, key }: Place, value: unknown): void => {
  if (Array.isArray(holder)) holder[Number(key)] = value;
  else holder[key] = value;
};

const remove = ({ holder, key }: Place): void => {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else Reflect.deleteProperty(holder, key);
};

/** Texts that JSON.stringify would never write, put in by name afterwards. */
class Raw {
  readonly #texts: string[] = [];

  named(text: string): string {
    return `@raw${String(this.#texts.push(text) - 1)}@`;
  }

  in(text: string): string {
    return text.replace(/"@raw(\d+)@"/g, (_, index: string) => this.#texts[Number(index)] ?? 'null');
  }
}

const longestText = 4_000_000;

type Change = (places: readonly [Place, ...Place[]], random: () => number, raw: Raw) => void;

const inList = (places: readonly Place[], random: () => number): unknown[] | null => {
  const lists = places.map(({ value }) => value).filter((value): value is unknown[] => Array.isArray(value));
  return lists[wholeBetween(random, 0, lists.length - 1)] ?? null;
};

const repeated = (list: unknown[], times: number): void => {
  const size = Math.max(1, (stringify(list) ?? '').length);
  const copies = Math.min(times, Math.floor(longestText / size));
  const members = [...list];
  for (let copy = 1; copy < copies; copy += 1) list.push(...members);
};

const changes: Readonly<Record<string, Change>> = {
  value: (places, random, raw) => put(oneOf(random, places), raw.named(surprise(random))),
  values: (places, random, raw) => {
    for (const place of places) if (random() < 0.1) put(place, raw.named(oneOf(random, surprises)));
  },
  missing: (places, random) => remove(oneOf(random, places)),
  wrapped: (places, random) => {
    const place = oneOf(random, places);
    put(place, random() < 0.5 ? [place.value] : { value: place.value });
  },
  moved: (places, random) => {
    const [one, other] = [oneOf(random, places), oneOf(random, places)];
    // Neither may hold the other, or the tree would be a circle.
    if (isRecord(one.value) || Array.isArray(one.value) || isRecord(other.value) || Array.isArray(other.value)) return;
    put(one, other.value);
    put(other, one.value);
  },
  renamed: (places, random) => {
    const place = oneOf(random, places);
    remove(place);
    const name = oneOf(random, ['__proto__', 'constructor', '', 'ID', 'code', 'Code', 'error', 'data']);
    if (!Array.isArray(place.holder))
      Object.defineProperty(place.holder, name, {
        value: place.value,
        enumerable: true,
        writable: true,
        configurable: true,
      });
  },
  'many members': (places, random) => {
    const list = inList(places, random);
    if (list !== null) repeated(list, oneOf(random, [2, 3, 200]));
  },
  'very many members': (places, random) => {
    const list = inList(places, random);
    if (list !== null) repeated(list, 20_000);
  },
  'no members': (places, random) => inList(places, random)?.splice(0),
  'odd members': (places, random, raw) => {
    inList(places, random)?.unshift(raw.named(oneOf(random, surprises)), null, 'x', [], {});
  },
  'one id for all': (places) => {
    for (const name of ['id', 'Id', 'order', 'order_hash']) {
      const holders = places.filter(({ key, value }) => key === name && !isRecord(value) && !Array.isArray(value));
      for (const place of holders) put(place, holders[0]?.value);
    }
  },
  total: (places, random, raw) => {
    for (const place of places)
      if (place.key === 'total' || place.key === 'TotalCount')
        put(
          place,
          raw.named(oneOf(random, ['0', '1', '-1', '1e18', '999999', '"many"', 'null', '10000000000000000000'])),
        );
  },
};

const names = Object.keys(changes).filter((name) => name !== 'very many members');

/** A well-formed answer in which one to three things are not as promised; names what was done. */
export const changedTree = (text: string, random: () => number): { readonly name: string; readonly text: string } => {
  const tree = parse(text);
  const raw = new Raw();
  const done: string[] = [];
  for (let count = wholeBetween(random, 1, 3); count > 0; count -= 1) {
    const [first, ...rest] = placesOf(tree);
    if (first === undefined) break;
    const name = random() < 0.01 ? 'very many members' : (names[wholeBetween(random, 0, names.length - 1)] ?? 'value');
    changes[name]?.([first, ...rest], random, raw);
    done.push(name);
  }
  const changed = raw.in(stringify(tree) ?? 'null');
  if (random() < 0.9) return { name: done.join(' + '), text: changed };
  // Of equal names the last one counts.
  return {
    name: `${done.join(' + ')} + twice`,
    text: changed.replace(/"(\w+)":/, (name) => `${name}${surprise(random)},${name}`),
  };
};
