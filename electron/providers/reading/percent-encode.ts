/** Percent-encodes as signatures want it (RFC 3986): UTF-8, leaving only `A-Z a-z 0-9 - _ . ~` as it is. */
export const percentEncode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/** A query whose names are in byte order, name and value encoded: what is signed and what is sent, since another encoder would write it differently. */
export const canonicalQuery = (parameters: Readonly<Record<string, string>>): string =>
  Object.entries(parameters)
    .sort(([one], [other]) => Buffer.compare(Buffer.from(one), Buffer.from(other)))
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&');
