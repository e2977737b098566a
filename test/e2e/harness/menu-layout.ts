/** One entry of a menu as the panel reads it over com.canonical.dbusmenu. */
export interface MenuEntry {
  readonly id: number;
  /** With the mnemonic's underscore taken out. */
  readonly label: string;
  readonly enabled: boolean;
  readonly children: readonly MenuEntry[];
}

/** A variant arrives from the bus as its type beside a list of its one value. */
export function unwrapVariant(variant: unknown): unknown {
  const values: unknown = Array.isArray(variant) ? variant[1] : undefined;
  if (!Array.isArray(values)) throw new Error(`not a variant: ${JSON.stringify(variant)}`);
  const [value]: unknown[] = values;
  return value;
}

/** The value, when it is text. */
export function asText(value: unknown): string {
  if (typeof value !== 'string') throw new Error(`not a text: ${JSON.stringify(value)}`);
  return value;
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`not a list: ${JSON.stringify(value)}`);
  return value;
}

function propertiesOf(pairs: unknown): ReadonlyMap<unknown, unknown> {
  return new Map(
    list(pairs).map((pair) => {
      const [key, variant] = list(pair);
      return [key, unwrapVariant(variant)];
    }),
  );
}

/** A layout is `(ia{sv}av)`: id, properties, children as variants of the same. */
export function parseLayout(layout: unknown): MenuEntry {
  const [id, pairs, children] = list(layout);
  const properties = propertiesOf(pairs);
  const label = properties.get('label');
  const isShown = (child: MenuEntry): boolean => child.label !== '';
  return {
    id: Number(id),
    label: typeof label === 'string' ? label.replace(/_(.)/g, '$1') : '',
    enabled: properties.get('enabled') !== false,
    children:
      properties.get('visible') === false
        ? []
        : list(children)
            .map((child) => parseLayout(unwrapVariant(child)))
            .filter(isShown),
  };
}
