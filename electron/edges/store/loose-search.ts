import { looseOf, loosePattern, wideOf } from '../../core/model/loose-text.ts';
import type { LooseHits } from '../../core/model/named-kind.ts';
import { type Database, numberOf, type Row, textOf } from './database.ts';
import { indexedUpTo, searchTextOf, termsOf } from './search.ts';
import { everyTripleOf, trigram, triplesOf } from './triples.ts';

/** Signs that may stand between the parts of a name, in texts of narrow and of full width. */
const narrowSigns = [' ', '-', '_', '\u2010', '\u2011', '\u2013', '\u2014'];
const wideSigns = ['\u3000', '\uff0d', '\uff3f'];

/** Texts that are not in the index yet are looked through, but for so many: those of a first round are in it soon. */
const maxUnindexed = 2000;

/**
 * Returns what each term of a query finds beside what it finds as it is written: what is the same but for blanks, hyphens and full width. Null where
 * no term finds anything so. Of two signs in a row between two characters nothing is found, and of a word that is parted in more than one place only
 * what is parted between letters and digits: that much the index of triples can find, and no text is looked through for more.
 * `known` is what was found for terms before, and takes what is found now.
 */
export const looseHits = (
  database: Database,
  query: string,
  known = new Map<string, LooseHits>(),
): readonly LooseHits[] | null => {
  const hits = termsOf(query).map((term) => {
    const found = known.get(term) ?? hitsOf(database, term);
    known.set(term, found);
    return found;
  });
  return hits.some(({ orders, rentals, accounts }) => orders.length + rentals.length + accounts.length > 0)
    ? hits
    : null;
};

const hitsOf = (database: Database, term: string): LooseHits => {
  const pattern = loosePattern(term);
  if (pattern === null || term.includes('\0')) return { orders: [], rentals: [], accounts: [] };
  const isHit = (text: string): boolean => !text.includes(term) && text.search(pattern) >= 0;
  const accounts = database
    .all('SELECT id, label, provider FROM account')
    .filter((row) => isHit(searchTextOf([textOf(row, 'label'), textOf(row, 'provider')])))
    .map((row) => textOf(row, 'id'));
  const keysOf = (rows: readonly Row[]) =>
    rows.filter((row) => isHit(textOf(row, 'text'))).map((row) => numberOf(row, 'key'));
  const word = looseOf(term);
  return { orders: keysOf(ordersLike(database, term, word)), rentals: keysOf(rentalsLike(database, word)), accounts };
};

/** Orders whose text may have a word in parts. */
const ordersLike = (database: Database, term: string, word: string): readonly Row[] =>
  database.all(
    `SELECT key, text FROM order_text WHERE key IN (SELECT rowid FROM order_text_search WHERE order_text_search MATCH ?)
     UNION ALL SELECT * FROM (SELECT key, text FROM order_text WHERE key > ? ORDER BY key LIMIT ${String(maxUnindexed)})`,
    matchOf(term, word),
    indexedUpTo(database),
  );

/** The same of rentals by words of their own, which few have and no index. */
const rentalsLike = (database: Database, word: string): readonly Row[] => {
  const bare = [...narrowSigns, ...wideSigns].reduce((sql, sign) => `replace(${sql}, '${sign}', '')`, 'search_text');
  return database.all(
    `SELECT key, search_text AS text FROM rental WHERE search_text <> '' AND instr(${bare}, ?) + instr(${bare}, ?) > 0`,
    word,
    wideOf(word),
  );
};

const all = (parts: readonly string[]): string => `(${parts.join(' AND ')})`;
const any = (parts: readonly string[]): string => `(${parts.join(' OR ')})`;
const triples = (text: string): readonly string[] => ([...text].length < trigram ? [] : triplesOf(text));

/** What the index is asked for a word that may be parted; texts that hold all triples of the term itself are left to the search for it. */
const matchOf = (term: string, word: string): string => {
  const [wide, letters] = [wideOf(word), [...word]];
  const whole = [word, wide].filter((writing) => writing !== term && [...writing].length >= trigram);
  const alternatives = [
    ...whole.map((writing) => all(triples(writing))),
    ...partedOnce(letters, narrowSigns),
    ...partedOnce([...wide], wideSigns),
    ...partedOften(letters, narrowSigns),
  ];
  const literal = everyTripleOf([...term]);
  return literal.length === 0 ? any(alternatives) : `${any(alternatives)} NOT ${all(literal)}`;
};

/** Each place at which a word may be parted, with one sign there. */
const partedOnce = (letters: readonly string[], signs: readonly string[]): readonly string[] =>
  letters.slice(1).map((_, index) => {
    const place = index + 1;
    const [left, right] = [letters.slice(0, place), letters.slice(place)];
    const around = signs.map((sign) => all(everyTripleOf([...left.slice(-2), sign, ...right.slice(0, 2)])));
    return all([...triples(left.join('')), ...triples(right.join('')), any(around)]);
  });

/** A word that is parted in several places, each between letters and digits; each of those places may be whole as well. */
const partedOften = (letters: readonly string[], signs: readonly string[]): readonly string[] => {
  const places = letters.flatMap((letter, index) =>
    index > 0 && isDigit(letter) !== isDigit(letters[index - 1]) ? [index] : [],
  );
  if (places.length < 2) return [];
  const runs = [0, ...places].map((start, index) => letters.slice(start, places[index]).join(''));
  const gaps = places.map((place) => {
    const [left, right] = [letters.slice(Math.max(0, place - 2), place), letters.slice(place, place + 2)];
    const parted = signs.flatMap((sign) => everyTripleOf([...left.slice(-1), sign, ...right.slice(0, 1)]));
    return any([...parted, ...everyTripleOf([...left, ...right])]);
  });
  return [all([...runs.flatMap(triples), ...gaps])];
};

const isDigit = (letter: string | undefined): boolean => letter !== undefined && /\d/.test(letter);
