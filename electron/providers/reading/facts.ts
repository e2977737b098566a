import { cut, cutBytes } from '../../core/model/cut.ts';
import type { Fact } from '../../core/model/order.ts';
import { cutSentinel } from './json-scan.ts';
import { isObject } from './json.ts';
import type { ReadOrder } from '../../core/ports/provider.ts';

/** More leaves than any real order has; a hostile response must not fill the store. */
const maxFacts = 5_000;

/** The longest value that is kept, in bytes; where an order is too large all the same, the next shorter one. */
const maxValueLengths = [8_192, 1_024, 256] as const;

/** What is kept of one order, in bytes, as it is stored. */
const maxOrderBytes = 262_144;

/** Longer names are no names of fields. */
const maxNameLength = 200;

/** So many fields are named that are kept in part; more names help nobody. */
const maxNamed = 20;

/** Something that was said of an order, with what stands before the paths of its facts. */
export interface FactSource {
  readonly value: unknown;
  readonly prefix?: string;
}

/** What is kept of a response. */
export interface BoundedFacts {
  readonly facts: readonly Fact[];
  /** Paths of values that are kept in part, and where the rest begins that is not kept at all; at most 20. */
  readonly cut: readonly string[];
}

/**
 * Every leaf of a parsed response as a fact, in the order of the response: `orderProductVo.name`, `Items[0].id`,
 * numbers as the digits that were sent, `true` and `false` as words. Empty objects and lists have no leaf.
 * See `boundedFacts` for how much is kept.
 */
export const factsOf = (value: unknown, prefix = ''): readonly Fact[] => boundedFacts([{ value, prefix }]).facts;

/**
 * The same of all that was said of one order, within what an order may take up: 8 kB a value, 5,000 values, 256 kB in all. Where
 * that is not enough for all of them, long values give way before short ones, and the last ones before the first.
 */
const boundedFacts = (sources: readonly FactSource[]): BoundedFacts => {
  const leaves: Leaves = { facts: [], missing: null };
  for (const { value, prefix = '' } of sources) collect(value, prefix, leaves);
  if (leaves.missing === null && isSurelySmall(leaves.facts)) return { facts: leaves.facts, cut: [] };
  for (const longest of maxValueLengths) {
    if (leastBytes(leaves.facts, longest) > maxOrderBytes) continue;
    const kept = within(leaves, longest);
    if (kept.bytes <= maxOrderBytes) return withCutNamed(kept);
  }
  return withCutNamed(withoutTail(within(leaves, maxValueLengths[2])));
};

/**
 * What an order tells, and what it lacks: `missing`, the `implausible` ones that say what no order can have, and what of its facts could
 * not be kept. What lies inside a field that is missing is not named again.
 */
export const toldOf = (
  sources: readonly FactSource[],
  missing: readonly string[],
  implausible: readonly string[],
): Pick<ReadOrder, 'facts' | 'incomplete' | 'cut' | 'implausible'> => {
  const { facts, cut: paths } = boundedFacts(sources);
  const isInside = (path: string): boolean =>
    missing.some((field) => path.startsWith(field) && /^(?:$|[.[])/.test(path.slice(field.length)));
  const beyond = paths.filter((path) => !isInside(path));
  return {
    facts,
    incomplete: [...new Set([...missing, ...implausible, ...beyond])],
    ...(beyond.length === 0 ? {} : { cut: beyond }),
    ...(implausible.length === 0 ? {} : { implausible }),
  };
};

/** What the values take up at least when they are cut to so many bytes; a cut may leave out a letter of many parts. */
const leastBytes = (facts: readonly Fact[], longest: number): number =>
  facts.reduce((sum, { value }) => sum + Math.min(value?.length ?? 0, longest / 2), 0);

/** Most orders are far from any limit, and cost no more than a look: JSON writes a unit of text in six bytes at most. */
const isSurelySmall = (facts: readonly Fact[]): boolean => {
  let units = 0;
  for (const { path, value } of facts) {
    const length = value?.length ?? 0;
    if (length * 3 > maxValueLengths[0]) return false;
    units += path.length + length + 4;
  }
  return units * 6 <= maxOrderBytes;
};

interface Leaves {
  readonly facts: Fact[];
  /** Where something was left out first. */
  missing: string | null;
}

const collect = (value: unknown, path: string, leaves: Leaves): void => {
  if (leaves.facts.length >= maxFacts) {
    if (!hasLeaf(value)) return;
    leaves.missing ??= path;
    return;
  }
  if (Array.isArray(value)) value.forEach((member, index) => collect(member, `${path}[${index}]`, leaves));
  else if (isObject(value)) {
    for (const [name, member] of Object.entries(value)) {
      const inner = memberPath(path, name);
      if (name.length > maxNameLength) leaves.missing ??= inner;
      else collect(member, inner, leaves);
    }
  } else leaves.facts.push({ path, value: textOf(value) });
};

/** More paths than the responses of all providers have; hostile ones must not fill the memory. */
const maxKnownPaths = 2_000;

const knownPaths = new Map<string, Map<string, string>>();
let pathsKnown = 0;

/** The path of a member. The rows of a list have the same ones, so each is made once: it takes less time to compare and to write them then. */
const memberPath = (path: string, name: string): string => {
  if (path === '') return name;
  const known = knownPaths.get(path)?.get(name);
  if (known !== undefined) return known;
  const inner = `${path}.${name}`;
  if (inner.length > maxNameLength) return inner;
  if (pathsKnown >= maxKnownPaths) {
    knownPaths.clear();
    pathsKnown = 0;
  }
  const inside = knownPaths.get(path) ?? new Map<string, string>();
  knownPaths.set(path, inside.set(name, inner));
  pathsKnown += 1;
  return inner;
};

const textOf = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'boolean' ? String(value) : null;

const hasLeaf = (value: unknown): boolean =>
  Array.isArray(value) ? value.some(hasLeaf) : isObject(value) ? Object.values(value).some(hasLeaf) : true;

interface Kept {
  readonly facts: readonly Fact[];
  readonly cut: readonly string[];
  readonly bytes: number;
}

const within = ({ facts, missing }: Leaves, longest: number): Kept => {
  const shortened: string[] = [];
  let bytes = 0;
  const kept = facts.map((fact) => {
    const value = fact.value === null ? null : shorter(fact.value, longest);
    if (value === fact.value) {
      bytes += sizeOf(fact);
      return fact;
    }
    shortened.push(fact.path);
    const rest = { path: fact.path, value };
    bytes += sizeOf(rest);
    return rest;
  });
  return { facts: kept, cut: missing === null ? shortened : [missing, ...shortened], bytes };
};

const shorter = (text: string, longest: number): string =>
  cutBytes(text.endsWith(cutSentinel) ? text.slice(0, -1) : text, longest);

/** A fact as the store writes it: `{"path":"…","value":"…"},`. */
const sizeOf = (fact: Fact): number => Buffer.byteLength(JSON.stringify(fact)) + 1;

const withoutTail = ({ facts, cut: paths, bytes }: Kept): Kept => {
  let left = bytes;
  let end = facts.length;
  while (end > 0 && left > maxOrderBytes) {
    end -= 1;
    const last = facts[end];
    if (last !== undefined) left -= sizeOf(last);
  }
  const first = facts[end];
  return { facts: facts.slice(0, end), cut: first === undefined ? paths : [first.path, ...paths], bytes: left };
};

const withCutNamed = ({ facts, cut: paths }: Kept): BoundedFacts => ({
  facts,
  cut: [...new Set(paths.slice(0, maxNamed).map((path) => cut(path, maxNameLength)))],
});
