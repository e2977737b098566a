import type { ReasonOf } from '../core/model/failure-words.ts';

type InputFault = ReasonOf<'input.invalid'>;

/** More than the largest input has: two hundred rentals that something is said of, and forty tags. */
const maxMembers = 256;
const maxDepth = 4;
/** As many as the largest input may have: twenty settings of ten thousand characters, twenty keys of four thousand, and names. */
const maxCharacters = 320_000;

/** What the members of one input may still use up. */
interface Budget {
  members: number;
  characters: number;
}

/** Names by which an object would be given another prototype. */
const prototypeNames: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Why an input of a request is not even looked at, as the reason of `input.invalid`; null when its schema may see it. Null, undefined
 * or one plain object of few, short, plain members: a schema walks through everything it is given, and 50 MB of numbers take it
 * forty seconds. Stops at the first thing too many, so that what a refusal costs does not grow with the input.
 */
export const inputFault = (input: unknown): InputFault | null => {
  if (input === null || input === undefined) return null;
  if (typeof input !== 'object' || Array.isArray(input)) return 'wrong-type';
  return objectFault(input, { members: maxMembers, characters: maxCharacters }, 1);
};

const memberFault = (value: unknown, budget: Budget, depth: number): InputFault | null => {
  switch (typeof value) {
    case 'string':
      return textFault(value, budget);
    case 'number':
      // Neither JSON nor the store can hold the others.
      return Number.isFinite(value) && !Object.is(value, -0) ? null : 'not-a-number';
    case 'boolean':
    case 'undefined':
      return null;
    case 'object':
      return value === null ? null : objectFault(value, budget, depth + 1);
    default:
      return 'wrong-type';
  }
};

/** Half of a character cannot be stored: it would come back as another text. */
const textFault = (text: string, budget: Budget): InputFault | null => {
  budget.characters -= text.length;
  if (budget.characters < 0) return 'too-large';
  return /\p{Surrogate}/u.test(text) ? 'characters' : null;
};

const objectFault = (value: object, budget: Budget, depth: number): InputFault | null => {
  if (depth > maxDepth) return 'too-large';
  const prototype: unknown = Object.getPrototypeOf(value);
  const isList = Array.isArray(value);
  if (!isList && prototype !== Object.prototype && prototype !== null) return 'wrong-type';
  if (isList && value.length > budget.members) return 'too-large';
  let members = 0;
  // Not Object.keys, which makes a list of all of them first.
  for (const name in value) {
    budget.members -= 1;
    if (budget.members < 0) return 'too-large';
    const fault = namedFault(value, name, budget, depth);
    if (fault !== null) return fault;
    members += 1;
  }
  // A list with holes, or with names of its own.
  return isList && members !== value.length ? 'wrong-type' : null;
};

const namedFault = (holder: object, name: string, budget: Budget, depth: number): InputFault | null => {
  if (prototypeNames.has(name)) return 'unknown-field';
  const property = Object.getOwnPropertyDescriptor(holder, name);
  // Whatever computes its value may give the schema another value.
  if (property === undefined || !('value' in property)) return 'wrong-type';
  return textFault(name, budget) ?? memberFault(property.value, budget, depth);
};
