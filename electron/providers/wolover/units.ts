import { productNameOf, readProductValues } from '../../core/model/product-values.ts';

/** What the number in `buyDuration` counts. The document does not say, so the account's owner does. */
export const durationUnits = ['hour', 'day', 'week', 'month', 'year'] as const;
/** The unit of the durations in Wolover's orders. */
export type DurationUnit = (typeof durationUnits)[number];

/** The units of an account: its own, and those of products that differ. Null is unknown. */
export interface Units {
  readonly ofAccount: DurationUnit | null;
  readonly ofProducts: ReadonlyMap<string, DurationUnit>;
}

/** The unit of that name; null for "unknown", for no value and for anything else. */
const unitOf = (text: string | undefined): DurationUnit | null => durationUnits.find((unit) => unit === text) ?? null;

/** The units that an account's settings name. */
export const unitsOf = (settings: Readonly<Record<string, string>>): Units => {
  const ofProducts = new Map<string, DurationUnit>();
  for (const [product, value] of readProductValues(settings['productUnits'] ?? '') ?? []) {
    const unit = unitOf(value);
    if (unit !== null) ofProducts.set(product, unit);
  }
  return { ofAccount: unitOf(settings['durationUnit']), ofProducts };
};

/** The unit that is set for a product itself; null where none is. */
export const ownUnitFor = (units: Units, name: string | null): DurationUnit | null => {
  const product = productNameOf(name);
  return (product === null ? undefined : units.ofProducts.get(product)) ?? null;
};

/** The unit of a product: its own, else the account's. A product is what the platform sells under one `orderProductVo.name`. */
export const unitFor = (units: Units, name: string | null): DurationUnit | null =>
  ownUnitFor(units, name) ?? units.ofAccount;
