/** What JSON libraries write as an escape though it needs none: all of PHP's and some of Go's, Java's and .NET's do it by default. */
const escapedInJson: readonly (readonly string[])[] = [
  ['/'],
  ['<', '>', '&'],
  ['<', '>', '&', "'", '='],
  ['<', '>', '&', "'", '+'],
];

/** An apostrophe has no name in older HTML. */
const apostrophes = ["'", '&#39;', '&#039;', '&#x27;', '&apos;'];

/**
 * A key as it is written inside JSON, an address or HTML, where that is not the key itself: whoever encodes such a text hides the escapes, so
 * that they cannot be undone any more.
 */
export const spellingsIn = (key: string): readonly string[] => {
  const strict = encodeURIComponent(key).replaceAll(/[!'()*]/g, percent);
  const addresses = [encodeURIComponent(key), strict];
  const small = addresses.map((text) => text.replaceAll(/%../g, (code) => code.toLowerCase()));
  const all = [...addresses, ...small, ...jsonSpellings(key), ...htmlSpellings(key)];
  return [...new Set(all)].filter((text) => text !== key);
};

const percent = (sign: string): string => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;

const jsonSpellings = (key: string): readonly string[] => {
  const plain = JSON.stringify(key).slice(1, -1);
  return [plain, ...escapedInJson.map((signs) => signs.reduce(withEscape, plain))];
};

const withEscape = (text: string, sign: string): string =>
  text.replaceAll(sign, sign === '/' ? '\\/' : `\\u00${sign.charCodeAt(0).toString(16)}`);

const htmlSpellings = (key: string): readonly string[] => {
  const tags = key.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  // Quotation marks need an escape only inside of such.
  return [tags, ...apostrophes.map((name) => tags.replaceAll('"', '&quot;').replaceAll("'", name))];
};
