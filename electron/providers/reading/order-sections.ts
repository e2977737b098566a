import type { Fact } from '../../core/model/order.ts';
import type { FieldValue, OrderField, OrderSection } from '../../core/model/order-section.ts';
import { plainDecimal, yuan } from './amounts.ts';
import type { FactField, FieldFormat, FieldGroup } from '../../core/ports/field-groups.ts';
import { partsOf } from './parts.ts';
import { beijingTime, epochTime, rfc3339Time } from './order-times.ts';
import { isZeroTime } from './times.ts';

type Facts = ReadonlyMap<string, string>;

/**
 * The facts of an order that a provider's groups name, read and in their order. Absent, null and empty ones are left out, as are
 * times that mean "not set"; the complete list of facts has them. What cannot be read in its format is shown as it was sent.
 */
export const sectionsOf = (groups: readonly FieldGroup[], facts: readonly Fact[]): readonly OrderSection[] => {
  const said: Facts = new Map(
    facts.flatMap(({ path, value }) => (value === null || value.trim() === '' ? [] : [[path, value] as const])),
  );
  // Order and item often carry the same description; it is worth reading once.
  const described = new Set<string>();
  return groups.flatMap((group) => {
    if (group.unless !== undefined && membersIn(said, group.unless).length > 0) return [];
    const bases = group.each === undefined ? [''] : membersIn(said, group.each).map((base) => `${base}.`);
    const sections = bases.map((base, index) => ({
      heading: group.heading,
      number: bases.length > 1 ? index + 1 : null,
      fields: group.fields.flatMap((field) => fieldsOf(field, base, said, described)),
    }));
    return sections.filter(({ fields }) => fields.length > 0);
  });
};

/** `items[0]`, `items[1]` … that have facts, in their order; `items` itself where one object stands for a list of one. */
const membersIn = (facts: Facts, list: string): readonly string[] => {
  const members = new Set<string>();
  for (const path of facts.keys()) {
    if (!path.startsWith(list)) continue;
    const member = /^(?:\[\d+\])?(?=\.)/.exec(path.slice(list.length))?.[0];
    if (member !== undefined) members.add(list + member);
  }
  return [...members];
};

const fieldsOf = (field: FactField, base: string, facts: Facts, described: Set<string>): readonly OrderField[] => {
  const text = field.paths.map((path) => facts.get(base + path)).find((value) => value !== undefined);
  if (text === undefined) return [];
  const label = { message: field.label };
  if (field.format === 'parts') {
    if (described.has(text)) return [];
    described.add(text);
    const parts = partsOf(text) ?? [{ name: '', text }];
    return parts.map((part) => ({ label: part.name === '' ? label : { own: part.name }, value: plain(part.text) }));
  }
  if (field.format === 'rfc3339' && isZeroTime(text)) return [];
  return [{ label, value: valueOf(text, field.format) }];
};

const plain = (text: string, exact = false): FieldValue => ({ kind: 'text', text, exact });

const valueOf = (text: string, format: Exclude<FieldFormat, 'parts'>): FieldValue => {
  if (typeof format === 'object') {
    if ('words' in format) return { kind: 'word', word: `${format.words}_${text.toLowerCase()}`, text };
    return plainDecimal(text) === null ? plain(text) : { kind: 'amount', amount: text, unit: format.unit };
  }
  switch (format) {
    case 'money': {
      const money = yuan(text);
      return money === null ? plain(text) : { kind: 'money', money };
    }
    case 'flag':
      return text === 'true' || text === 'false' ? { kind: 'flag', isSet: text === 'true' } : plain(text);
    case 'epoch':
    case 'beijing':
    case 'rfc3339': {
      const { at } = readers[format](text);
      return at === null ? plain(text, true) : { kind: 'instant', at };
    }
    case 'text':
    case 'exact':
      return plain(text, format === 'exact');
  }
};

/** A time that no order can have is shown as it was sent. */
const readers = { epoch: epochTime, beijing: beijingTime, rfc3339: rfc3339Time } as const;
