import { success, type Result } from '../../core/model/failure.ts';

/** Rows of a list, a page after the other; a failure is the last of them. */
export type Pages<Row> = AsyncIterable<Result<readonly Row[]>>;

/** So many rows are held at a time: enough that a page costs little by itself, and few enough where each is large. */
const pageSize = 50;

/** Reads what was found, a page at a time, once the page before has been taken. */
export async function* pagesOf<Found, Row>(
  found: readonly Found[],
  read: (page: readonly Found[]) => Promise<Result<readonly Row[]>>,
): Pages<Row> {
  for (let first = 0; first < found.length; first += pageSize) {
    const page = await read(found.slice(first, first + pageSize));
    yield page;
    if (!page.ok) return;
  }
}

/** Rows that are there already, as one page. */
export async function* onePage<Row>(rows: readonly Row[]): Pages<Row> {
  yield Promise.resolve(success(rows));
}
