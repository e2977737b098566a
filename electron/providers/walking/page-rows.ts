/** One row of a page with what tells it apart from every other. */
export interface PageRow<Row> {
  readonly key: string;
  readonly row: Row;
}

/** A list that does not stand still is read so often, and is unsettled then. */
export const maxWalks = 3;

/** Returns the keys of a page, whatever their sequence: two pages with the same show the same rows. */
export const keysOf = (page: { readonly rows: readonly PageRow<unknown>[] }): string =>
  page.rows
    .map(({ key }) => key)
    .sort()
    .join('\n');

/** Whether two walks found the same rows. */
export const sameKeys = <Row>(one: ReadonlyMap<string, Row>, other: ReadonlyMap<string, Row>): boolean =>
  one.size === other.size && [...one.keys()].every((key) => other.has(key));
