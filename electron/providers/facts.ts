import type { Fact } from '../contract/order.ts';
import { isObject } from './json.ts';

/** More leaves than any real order has; a hostile answer must not fill the store. */
const most = 5_000;

/**
 * Every leaf of a parsed answer as a fact, in the order of the answer: `orderProductVo.name`, `Items[0].id`,
 * numbers as the digits that were sent, `true` and `false` as words. Empty objects and lists have no leaf.
 * At most 5,000 leaves are kept.
 */
export const factsOf = (value: unknown, prefix = ''): readonly Fact[] => {
  const facts: Fact[] = [];
  collect(value, prefix, facts);
  return facts;
};

const collect = (value: unknown, path: string, facts: Fact[]): void => {
  if (facts.length >= most) return;
  if (Array.isArray(value)) value.forEach((member, index) => collect(member, `${path}[${index}]`, facts));
  else if (isObject(value)) {
    for (const [name, member] of Object.entries(value)) collect(member, path === '' ? name : `${path}.${name}`, facts);
  } else facts.push({ path, value: typeof value === 'string' || typeof value === 'boolean' ? String(value) : null });
};
