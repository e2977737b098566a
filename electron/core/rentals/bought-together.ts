import { isOver, type Rental } from '../model/rental.ts';

/** What an order says of things that were bought in one: the machine that a thing is part of, and the parts of a machine. */
export interface Belongings {
  readonly machine: Rental | null;
  readonly parts: readonly Rental[];
}

/**
 * Returns what a rental belongs to and what belongs to it: disks and addresses that were bought in one order with one machine are its own. An
 * order of several machines does not say whose they are. `machines` are its provider's own words for machines.
 */
export const belongingsOf = (
  rental: Rental,
  boughtWith: readonly Rental[],
  machines: readonly string[],
): Belongings => {
  const [purchase] = rental.orders;
  const together = boughtWith.filter((other) => other.id !== rental.id && other.orders[0] === purchase);
  const isMachine = ({ resourceType }: Rental): boolean => resourceType !== null && machines.includes(resourceType);
  const [machine, ...more] = [rental, ...together].filter(isMachine);
  if (purchase === undefined || machine === undefined || more.length > 0) return { machine: null, parts: [] };
  return machine === rental
    ? { machine: null, parts: together.filter((part) => !isOver(part)) }
    : { machine, parts: [] };
};
