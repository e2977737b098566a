/** What stands for a word that is not shown. */
const hidden = '…';
/** No key is shorter, and hardly a word is as long. */
const minKeyLength = 16;

/** Whether a word that was typed may be a key in the wrong place: long, without spaces, neither an option nor the address of a host alone. */
export const mayBeKey = (word: string): boolean =>
  word.length >= minKeyLength && /^[!-~]+$/.test(word) && !/^--[a-z-]+$/.test(word) && shownAddress(word) !== word;

/** Scheme and host of an address, the host unless it may be a key too; null for what is no address. */
const shownAddress = (word: string): string | null => {
  const [, scheme, authority = '', rest = ''] = /^([a-z][a-z0-9+.-]{0,14}):\/\/([^/?#\\]*)(.*)$/is.exec(word) ?? [];
  if (scheme === undefined) return null;
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  if (!isHost(host)) return `${scheme}://${hidden}`;
  return `${scheme}://${host}${rest === '' || rest === '/' ? rest : `/${hidden}`}`;
};

/** Whether it is an IP address, or names of which none is as long as a key, with a port or without. */
const isHost = (text: string): boolean =>
  /^(?:\[[0-9a-f:.]+\]|(?:[a-z0-9_-]{1,15}\.)*(?:[a-z-]{1,15}|\d{1,3})|[a-z0-9_-]{1,15})\.?(?::\d{1,5})?$/i.test(text);

/** Returns what was typed, to be shown again on a screen or in a log: without words that may be keys. */
export const withoutKeys = (typed: string): string =>
  typed.replace(/\S+/g, (word) => {
    const [, name = '', value = ''] = /^([a-z]+=)(.*)$/is.exec(word) ?? [];
    if (name === '' || value === '') return withoutKey(word);
    return mayBeKey(name) ? hidden : name + withoutKey(value);
  });

const withoutKey = (word: string): string => shownAddress(word) ?? (mayBeKey(word) ? hidden : word);
