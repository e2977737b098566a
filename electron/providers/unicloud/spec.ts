import { cut } from '../../core/model/cut.ts';
import { partsOf } from '../reading/parts.ts';

/**
 * One line from a product description: JSON inside a string (`{"conf":{"地域":"天津",…}}`, its values joined), plain text as it is,
 * null when empty. The raw text stays in the order's facts.
 */
export const specText = (description: string | null): string | null => {
  if (description === null) return null;
  const parts = partsOf(description);
  if (parts === null) return description.trimStart().startsWith('{') ? null : cut(description, 200);
  // A bare yes or no tells nothing without its name.
  const values = parts.map(({ text }) => text).filter((text) => text !== 'true' && text !== 'false');
  return values.length === 0 ? null : cut(values.join(' · '), 200);
};

/** Names of parts that tell one product from another of its kind: what its owner called it, else how big it is. */
const distinguishingNames = [/(名称|名)$|^name$|Name$/, /规格|配置|带宽|spec|flavor/i];

/** What of a description tells one product from another of its kind; null when it has no such part. */
export const distinctionIn = (description: string | null): string | null => {
  const parts = description === null ? [] : (partsOf(description) ?? []);
  const found = distinguishingNames
    .map((name) => parts.find((part) => name.test(part.name)))
    .find((part) => part !== undefined);
  return found === undefined ? null : cut(found.text, 100);
};
