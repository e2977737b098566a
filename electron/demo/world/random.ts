/** A repeatable source of choices: the same seed gives the same world on every machine. */
export interface Random {
  /** A whole number in [from, to]. */
  integer(from: number, to: number): number;
  /** One of the list. */
  pick<T>(list: readonly [T, ...T[]]): T;
  /** True in this share of the cases, 0 to 1. */
  chance(share: number): boolean;
  /** So many lower-case hexadecimal digits. */
  hex(digits: number): string;
  /** A UUID in lower case. */
  uuid(): string;
}

/** A generator (mulberry32) for one seed; every order has its own, so that one more draw never shifts the others. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  const hex = (digits: number): string => Array.from({ length: digits }, () => integer(0, 15).toString(16)).join('');
  return {
    integer,
    hex,
    pick: (list) => list[integer(0, list.length - 1)] ?? list[0],
    chance: (share) => next() < share,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
  };
}
