import type { Bridge } from '../../electron/contract/requests.ts';
import { everyRental, type GroupedPage, type RentalFilter, type WrittenExport } from '../../electron/contract/views.ts';
import type { ExportFormat } from '../../electron/core/model/export-format.ts';
import { searchedTerms } from '../../electron/core/model/found-text.ts';
import type { Failure, Result } from '../../electron/core/model/failure.ts';
import type { RentalId } from '../../electron/core/model/ids.ts';
import { bySoonest, type RentalFacets, type RentalOrder } from '../../electron/core/model/rental-filter.ts';
import type { RentalGroup, RentalGrouping } from '../../electron/core/model/rental-group.ts';
import type { RentalState, RentalView } from '../../electron/core/model/rental.ts';
import { typedSpan } from '../../electron/core/model/typed-span.ts';
import { askForRows, headingOrNull, isRental, type ListRow, rentalOrNull, rentalsIn } from './list-rows.ts';
import { oneAtATime } from './one-at-a-time.ts';

/** Rows asked for at once. */
const pageSize = 100;
/** Rows beyond the screen that are fetched before they are scrolled to. */
const aheadRows = 40;
/** Pages kept around the one on screen, so that memory does not grow with the list. */
const pagesKept = 12;

/** What is shown at first: what is over has its own switch. */
const liveRentals: RentalFilter = { ...everyRental, ended: false };
const overStates: readonly (RentalState | null)[] = ['expired', 'released', 'cancelled'];

/** What of a filter says how rentals are shown, not which. */
const notFilters: ReadonlySet<string> = new Set(['ended', 'order', 'readsTime']);

/** The list of rentals as far as it is on screen: a filter, a total, and pages of rows fetched by offset. */
export class RentalsState {
  filter: RentalFilter = $state.raw(liveRentals);
  /** The filter that the rows on screen belong to. */
  shown: RentalFilter = $state.raw(liveRentals);
  /** What the list is grouped by, and what the rows on screen are; null for a list without groups. */
  groupBy: RentalGrouping | null = $state(null);
  shownGroups: RentalGrouping | null = $state(null);
  /** The number of its rows, headings among them; and of its rentals: one that is in several groups counts once. */
  total = $state(0);
  count = $state(0);
  /** How many rentals each value of a filter would leave; those of the filter before until they are counted anew. Null before the first time. */
  facets: RentalFacets | null = $state.raw(null);
  /** True once a first reply came. */
  loaded = $state(false);
  failure: Failure | null = $state.raw(null);
  /** Counts the replies to a changed filter: the list starts from its top again. */
  epoch = $state(0);
  /** The search field is to take the keyboard as soon as it is there. */
  wantsSearch = $state(false);
  /** The dialog that exports rentals is open. */
  exporting = $state(false);
  /** The row that the keyboard is on. */
  active = $state(0);
  #pages: ReadonlyMap<number, readonly ListRow[]> = $state.raw(new Map());
  #first = 0;
  #last = 0;
  readonly #pending = new Set<number>();
  readonly #bridge: Bridge;

  /** How many of those that are over the filter leaves, shown or not, as far as they are counted. */
  readonly over = $derived.by(() => this.facets?.over ?? 0);
  readonly filtered = $derived(
    Object.entries(this.filter).some(([name, value]) => !notFilters.has(name) && value !== null && value !== ''),
  );
  /** What the query is read as a span of time by; null where it names none, or is not to be read so. */
  readonly span = $derived(this.filter.readsTime ? typedSpan(this.filter.query) : null);
  /** What the rows on screen were found by. */
  readonly searched = $derived(searchedTerms(this.shown.query, this.shown.readsTime));

  /** The rows that are fetched, by id. */
  readonly fetched: ReadonlyMap<RentalId, RentalView> = $derived(
    new Map([...this.#pages.values()].flatMap(rentalsIn).map((row) => [row.id, row])),
  );
  /** Whether these are all rows of the list. */
  readonly isWhole = $derived(this.fetched.size >= this.count);

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  /** The rental at a place of the list; null while it is not fetched, and for a heading. */
  row(index: number): RentalView | null {
    return rentalOrNull(this.#row(index));
  }

  /** The heading of a group at a place of the list; null while it is not fetched, and for a rental. */
  heading(index: number): RentalGroup | null {
    return headingOrNull(this.#row(index));
  }

  #row(index: number): ListRow | null {
    return this.#pages.get(Math.floor(index / pageSize))?.[index % pageSize] ?? null;
  }

  /** Returns the place of a rental in the list, of those that are fetched; null for others. */
  placeOf(id: RentalId): number | null {
    for (const [page, rows] of this.#pages) {
      const index = rows.findIndex((row) => isRental(row) && row.id === id);
      if (index >= 0) return page * pageSize + index;
    }
    return null;
  }

  /** Returns the rentals between two places, both included; those that are not here are asked for, 200 at most. None where main refuses. */
  async between(first: number, last: number): Promise<readonly RentalView[]> {
    const here = Array.from({ length: last - first + 1 }, (_, index) => this.#row(first + index));
    if (here.every((row) => row !== null)) return rentalsIn(here);
    const reply = await this.#ask(first, Math.min(200, here.length), this.filter);
    return reply.ok ? rentalsIn(reply.value.rows) : [];
  }

  /** Says which rows are on screen, so that missing ones are fetched. `last` is inclusive. */
  async want(first: number, last: number): Promise<void> {
    this.#first = first;
    this.#last = last;
    if (!this.loaded) return;
    const missing = this.#pagesAround(aheadRows).filter((page) => !this.#pages.has(page) && !this.#pending.has(page));
    await Promise.all(missing.map((page) => this.#addPage(page)));
  }

  /** Changes the filter. The old rows stay until the new ones are here. */
  async search(change: Partial<RentalFilter>): Promise<void> {
    const { query = this.filter.query } = change;
    // Another span of time is read again, though the one before was not to be.
    const isNewSpan = typedSpan(query)?.typed !== typedSpan(this.filter.query)?.typed;
    this.filter = { ...this.filter, ...(isNewSpan ? { readsTime: true } : {}), ...change };
    await this.refresh();
  }

  /** Shows what one filter leaves, without the others. */
  async showOnly(filter: Partial<RentalFilter>): Promise<void> {
    const { ended, order } = this.filter;
    await this.search({ ...liveRentals, ended, order, ...filter });
  }

  /** Shows what is over, or hides it. */
  async showEnded(ended: boolean): Promise<void> {
    const { state } = this.filter;
    await this.search({ ended, ...(!ended && overStates.includes(state) ? { state: null } : {}) });
  }

  /** Sorts by something: at first upwards, then downwards, then as the list is by itself. */
  async sort(by: RentalOrder['by']): Promise<void> {
    const { order } = this.filter;
    const isSame = order.by === by;
    await this.search({ order: isSame && order.descending ? bySoonest : { by, descending: isSame } });
  }

  /** Puts the rentals into groups, or into one list again for null. */
  async group(by: RentalGrouping | null): Promise<void> {
    this.groupBy = by;
    await this.search({});
  }

  /** Shows all rentals again. */
  async clear(): Promise<void> {
    await this.showOnly({});
  }

  /** Whether the list leaves out some of the rentals. */
  readonly isPart = $derived.by(() => this.filtered || (!this.filter.ended && this.over > 0));

  /** Writes rentals where the user says: those that are shown, some of them, or all. */
  write(format: ExportFormat, which: 'shown' | 'all' | readonly RentalId[]): Promise<Result<WrittenExport | null>> {
    const only = which === 'all' ? null : which === 'shown' ? { filter: this.filter } : { ids: which };
    return this.#bridge.request['rental.export']({ format, only });
  }

  /** Moves the keyboard to a row of the list. */
  moveTo(index: number): void {
    this.active = Math.max(0, Math.min(index, this.total - 1));
  }

  /** Fetches what is on screen again, in one step: no row flickers. */
  readonly refresh = oneAtATime(async () => {
    const { filter, groupBy } = this;
    const isNew = filter !== this.shown;
    const pages = isNew ? [0] : this.#pagesAround(0);
    const replies = await Promise.all(
      pages.map(async (page) => ({ page, reply: await this.#ask(page * pageSize, pageSize, filter) })),
    );
    // Typing went on meanwhile: these rows belong to a question that nobody asks any more.
    if (filter !== this.filter) return;
    const fresh = new Map<number, readonly ListRow[]>();
    let [total, count] = [0, 0];
    for (const { page, reply } of replies) {
      if (!reply.ok) {
        this.failure = reply.failure;
        return;
      }
      fresh.set(page, reply.value.rows);
      total = reply.value.total;
      count = reply.value.rentals;
    }
    this.#replace(fresh, total);
    this.count = count;
    this.shown = filter;
    this.shownGroups = groupBy;
    if (isNew) {
      this.active = 0;
      this.epoch += 1;
    }
    void this.#count();
  });

  /** Counts apart from the rows, which need not wait for it. */
  readonly #count = oneAtATime(async () => {
    const { filter } = this;
    const reply = await this.#bridge.request['rental.facets'](filter);
    if (reply.ok && filter === this.filter) this.facets = reply.value;
  });

  #replace(pages: ReadonlyMap<number, readonly ListRow[]>, total: number): void {
    this.#pages = pages;
    this.total = total;
    this.failure = null;
    this.loaded = true;
    this.active = Math.max(0, Math.min(this.active, total - 1));
  }

  /** Returns the pages of the rows on screen and of those around them. */
  #pagesAround(rows: number): number[] {
    const lastRow = Math.max(0, this.total - 1);
    const first = Math.floor(Math.max(0, Math.min(this.#first, lastRow) - rows) / pageSize);
    const last = Math.floor(Math.min(this.#last + rows, lastRow) / pageSize);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  }

  #ask(offset: number, limit: number, filter: RentalFilter): Promise<Result<GroupedPage>> {
    return askForRows(this.#bridge, { offset, limit, ...filter }, this.groupBy);
  }

  async #addPage(page: number): Promise<void> {
    const filter = this.filter;
    this.#pending.add(page);
    const reply = await this.#ask(page * pageSize, pageSize, filter);
    this.#pending.delete(page);
    if (filter !== this.filter || filter !== this.shown) return;
    if (reply.ok) this.#keep(page, reply.value);
    else this.failure = reply.failure;
  }

  #keep(page: number, reply: GroupedPage): void {
    const pages = new Map(this.#pages).set(page, reply.rows);
    const onScreen = Math.floor(this.#first / pageSize);
    const farthestFirst = [...pages.keys()].sort((one, other) => Math.abs(other - onScreen) - Math.abs(one - onScreen));
    for (const far of farthestFirst.slice(0, Math.max(0, pages.size - pagesKept))) pages.delete(far);
    this.#pages = pages;
    this.total = reply.total;
    this.count = reply.rentals;
  }
}
