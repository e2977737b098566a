import { cut } from '../../core/model/cut.ts';
import type { OrderItem } from '../../core/model/order.ts';
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

/** What its owner called the thing of a description; null when it has no such part. An image, a region or a product has a name as well. */
const nameIn = (description: string | null): string | null =>
  partNamed(
    description,
    /^(?!.*(?:镜像|地域|区|用户|产品|商品|规格|系统|套餐|网络|image|user|region|zone|product|flavor)).*(?:名称?$|[nN]ame$)/,
  );

/** How big the thing of a description is, which tells one from another of its kind; null when it has no such part. */
const sizeIn = (description: string | null): string | null => partNamed(description, /规格|配置|带宽|spec|flavor/i);

const partNamed = (description: string | null, name: RegExp): string | null => {
  const parts = description === null ? [] : (partsOf(description) ?? []);
  const found = parts.find((part) => name.test(part.name));
  return found === undefined ? null : cut(found.text, 100);
};

/** Returns what an item is called. Its product is a category (`ECS`) that many rentals share; its owner's name for it is in its description. */
export const calledIn = (product: string, description: string | null): Pick<OrderItem, 'title' | 'name'> => {
  const name = nameIn(description);
  const distinction = name ?? sizeIn(description);
  const title = cut(distinction === null || distinction === product ? product : `${product} · ${distinction}`, 200);
  return name === null ? { title } : { title, name };
};
