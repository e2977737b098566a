import { cut, lastFour } from '../model/cut.ts';
import type { Gpu } from '../model/gpu.ts';
import type { ProviderOrderId } from '../model/ids.ts';
import type { Order, OrderItem } from '../model/order.ts';
import type { Rental } from '../model/rental.ts';
import type { Resource } from '../model/resource.ts';
import { locales, type Locale } from '../model/settings.ts';
import { gpuIn } from '../rentals/gpu.ts';
import { kindWord } from './kind-words.ts';
import { t } from './words.ts';

/** What a rental, an item of an order or a listed resource is called by. */
export type Nameable = Pick<Rental, 'provider' | 'title' | 'words' | 'resourceType' | 'resourceId' | 'spec' | 'orders'>;

/**
 * Returns the name that people use, in a language or in the window's: what its user calls it, else the instance's name, else product and size
 * in words ("Data disk 50 GB"), else what it is with the last four characters of its id. Nothing of it is stored, so it follows the language.
 */
export const rentalName = (thing: Nameable, locale?: Locale): string => {
  const { title, words, provider, resourceType, resourceId, orders, spec } = thing;
  const rest = words === undefined ? ownTermIn(thing) : null;
  if (rest === null) return title;
  const kind = kindWord(provider, resourceType, locale) ?? resourceType ?? unknownKind(locale);
  const measured = sizedName(kind, rest === '' ? spec : rest, locale);
  if (measured !== null) return measured;
  const id = resourceId ?? orders[0] ?? '';
  return [kind, rest === '' ? lastFour(id) : rest].filter((part) => part !== '').join(' · ');
};

/** Returns what an item of an order is called by. */
export const nameableItem = (item: OrderItem, provider: string, order: ProviderOrderId): Nameable => ({
  provider,
  title: item.name ?? item.title,
  ...(item.name === undefined ? {} : { words: item.title }),
  resourceType: item.resourceType,
  resourceId: item.resourceId,
  spec: item.spec,
  orders: [order],
});

/** Returns what a listed resource is called by. */
export const nameableResource = ({ name, title, kind, resourceId, spec }: Resource, provider: string): Nameable => ({
  provider,
  title,
  ...(name === null ? {} : { words: '' }),
  resourceType: kind,
  resourceId,
  spec,
  orders: [],
});

/** Returns the names of an order's items, each once; the title of an order without items. */
export const orderName = ({ items, title, providerOrderId }: Order, provider: string): string => {
  const names = new Set(items.map((item) => rentalName(nameableItem(item, provider, providerOrderId))));
  return names.size === 0 ? title : cut([...names].join(' + '), 200);
};

/** Returns number and model of cards, as specs write them: `8×RTX 4090`. */
export const gpuText = ({ model, count }: Gpu): string => (count === null ? model : `${String(count)}×${model}`);

const unknownKind = (locale: Locale | undefined): string =>
  t.rental_kind_unknown({}, locale === undefined ? {} : { locale });

/**
 * Returns what a title says beside the provider's own word for the kind of thing: empty where that is an id or nothing. Null for a title
 * that does not begin with that word and is no id: it is a name or a product, and good as it is.
 */
const ownTermIn = ({ provider, title, resourceType, resourceId, orders }: Nameable): string | null => {
  const isId = (text: string): boolean =>
    text === resourceId ||
    (resourceId !== null && text === lastFour(resourceId)) ||
    orders.some((order) => text === order || text.startsWith(`${order}-`));
  if (title === '' || isId(title)) return '';
  // Titles of earlier releases were made in one language.
  const inWords = [undefined, ...locales].map((locale) =>
    locale === undefined ? resourceType : (kindWord(provider, resourceType, locale) ?? unknownKind(locale)),
  );
  for (const word of inWords) {
    if (word === null || !title.startsWith(word)) continue;
    const rest = title.slice(word.length);
    if (rest === '') return '';
    if (rest.startsWith(' · ')) return isId(rest.slice(3)) ? '' : rest.slice(3);
    if (word === resourceType && (isId(rest.slice(1)) || /^ [a-z]+-[\w-]+$/i.test(rest))) return '';
  }
  return null;
};

/** A size with its unit, but for what is joined to letters, such as a model's name. */
const size = /(?<![A-Za-z\d.])(\d+(?:\.\d+)?)\s*(TiB|GiB|[TG]B?|[MG]bps)(?![A-Za-z\d])/gi;
const cores = /(?<![\d.])(\d{1,4})\s*(?:核|vCPU)/i;

/** Returns kind and size of what a text describes: its cards, cores and memory, or the one size that it states. Null where it states none. */
const sizedName = (kind: string, text: string | null, locale: Locale | undefined): string | null => {
  if (text === null) return null;
  const gpu = gpuIn(text);
  if (gpu !== null) return `${kind} ${gpuText(gpu)}`;
  const sizes = [...text.matchAll(size)].map(([, number = '', unit = '']) => `${number} ${unitOf(unit)}`);
  const [first] = sizes;
  if (first === undefined || sizes.length > 1) return null;
  const [, count] = cores.exec(text) ?? [];
  if (count === undefined) return `${kind} ${first}`;
  return t.rental_name_cores({ kind, cores: count, memory: first }, locale === undefined ? {} : { locale });
};

const unitOf = (unit: string): string =>
  /bps$/i.test(unit) ? `${unit.charAt(0).toUpperCase()}bps` : unit.length === 1 ? `${unit.toUpperCase()}B` : unit;
