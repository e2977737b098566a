/** The value of each product that has one of its own: how a setting by product reads. */
export type ProductValues = ReadonlyMap<string, string>;

/** Returns the name of a product with normal white space, so that two spellings of it compare equal; null when it is empty. */
export const productNameOf = (text: string | null): string | null => {
  const name = (text ?? '').replaceAll(/\s+/g, ' ').trim();
  return name === '' ? null : name;
};

/** Reads `name=value,name=value`; a comma or percent sign in a name is written `%2C` or `%25`. Null when a part is no such pair. */
export const readProductValues = (text: string): ProductValues | null => {
  const values = new Map<string, string>();
  for (const part of text.split(',')) {
    if (part.trim() === '') continue;
    // The value has no equals sign, the name may.
    const at = part.lastIndexOf('=');
    const name = at < 0 ? null : productNameOf(unescapeName(part.slice(0, at)));
    const value = part.slice(at + 1).trim();
    if (name === null || value === '' || values.has(name)) return null;
    values.set(name, value);
  }
  return values;
};

/** The same as text. */
export const productValuesText = (values: ProductValues): string =>
  [...values].map(([name, value]) => `${escapeName(name)}=${value}`).join(',');

const escapeName = (name: string): string => name.replaceAll('%', '%25').replaceAll(',', '%2C');
const unescapeName = (name: string): string => name.replaceAll(/%(?:2c|25)/gi, (code) => (code === '%25' ? '%' : ','));
