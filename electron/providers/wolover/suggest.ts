import type {
  AccountProduct,
  AccountSuggestions,
  ProvingOrder,
  SettingSuggestion,
} from '../../core/model/suggestion.ts';
import type { ObservedOrder } from '../../core/ports/provider.ts';
import { daysRun, evidenceOf, excludes } from './evidence.ts';
import { boughtWith } from './reread.ts';
import { durationUnits, unitsOf, type DurationUnit } from './units.ts';

type Settings = Readonly<Record<string, string>>;
type ByProduct = ReadonlyMap<string | null, readonly ProvingOrder[]>;

const maxOrders = 20;
const maxProducts = 100;

/** Rules units out by what an account's own orders did, and names the products that can have a unit of their own. Pure. */
export const suggest = (settings: Settings, orders: readonly ObservedOrder[]): AccountSuggestions => {
  const units = unitsOf(settings);
  const purchases = orders.map((observed) => ({ observed, product: boughtWith(observed.order).product }));
  const evidence = evidenceByProduct(settings, purchases);
  const ofOthers = [...evidence].filter(([product]) => product === null || !units.ofProducts.has(product));
  const account = suggestion(
    'durationUnit',
    null,
    units.ofAccount,
    ofOthers.flatMap(([, proving]) => proving),
  );
  // Orders that contradict each other may be of products that are not sold by the same unit.
  const apart = account?.fits.length === 0 && ofOthers.length > 1 ? ofOthers : [];
  const ofProducts = [
    ...[...units.ofProducts].map(([product, unit]) => ofProduct(product, unit, evidence.get(product) ?? [])),
    ...apart.map(([product, proving]) => (product === null ? null : ofProduct(product, units.ofAccount, proving))),
  ];
  return {
    suggestions: [account, ...ofProducts].filter((each) => each !== null),
    products: productsOf(purchases, [...units.ofProducts.keys()]),
  };
};

const ofProduct = (product: string, unit: DurationUnit | null, proving: readonly ProvingOrder[]) =>
  suggestion('productUnits', product, unit, proving);

/** Null while there is nothing to say: no unit is ruled out, or one that fits is set. */
const suggestion = (
  setting: string,
  product: string | null,
  unit: DurationUnit | null,
  evidence: readonly ProvingOrder[],
): SettingSuggestion | null => {
  const clearest = [...evidence].sort((one, other) => daysRun(other) - daysRun(one));
  const excluded = durationUnits
    .map((value) => ({ value, proving: clearest.filter((order) => excludes(order, value)) }))
    .filter(({ proving }) => proving.length > 0);
  const fits = durationUnits.filter((value) => excluded.every((each) => each.value !== value));
  if (excluded.length === 0 || (unit !== null && fits.includes(unit))) return null;
  return {
    setting,
    product,
    value: unit ?? 'unknown',
    fits,
    excluded: excluded.map(({ value, proving }) => ({
      value,
      count: proving.length,
      orders: proving.slice(0, maxOrders),
    })),
  };
};

/** An order with the product that was bought. */
interface Purchase {
  readonly observed: ObservedOrder;
  readonly product: string | null;
}

const evidenceByProduct = (settings: Settings, purchases: readonly Purchase[]): ByProduct => {
  const isFiltered = (settings['status'] ?? '') !== '';
  const renewals = purchases.filter(({ observed }) => observed.order.kind === 'renewal');
  const found = new Map<string | null, ProvingOrder[]>();
  for (const purchase of purchases) {
    const evidence = mayBeRenewed(purchase, renewals) ? null : evidenceOf(purchase.observed, isFiltered);
    if (evidence !== null) found.set(purchase.product, [...(found.get(purchase.product) ?? []), evidence]);
  }
  return found;
};

/** A renewal may be a row of its own that names nothing but its product: any earlier order of that product may be meant. */
const mayBeRenewed = ({ observed, product }: Purchase, renewals: readonly Purchase[]): boolean =>
  renewals.some((renewal) => {
    const [placedAt, renewedAt] = [observed.order.placedAt, renewal.observed.order.placedAt];
    const isLater = renewedAt === null || placedAt === null || renewedAt >= placedAt;
    return isLater && (renewal.product === null || product === null || renewal.product === product);
  });

const productsOf = (purchases: readonly Purchase[], named: readonly string[]): readonly AccountProduct[] => {
  const counts = new Map(named.map((name) => [name, 0]));
  for (const { product } of purchases) if (product !== null) counts.set(product, (counts.get(product) ?? 0) + 1);
  return [...counts]
    .map(([name, orders]) => ({ name, orders }))
    .sort((one, other) => other.orders - one.orders || (one.name < other.name ? -1 : 1))
    .slice(0, maxProducts);
};
