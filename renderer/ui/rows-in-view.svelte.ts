/** Rows drawn beyond each edge of the view once the first ones are on screen, so that scrolling by a little shows no gap. */
const spareRows = 4;

/** What a list of equally high rows is measured by. */
export interface RowsMeasure {
  readonly total: number;
  /** Height of every row in pixels. */
  readonly rowHeight: number;
}

/** Which rows of a long list are in view, from how far it is scrolled and how high it is. All in pixels. */
export class RowsInView {
  scrollTop = $state(0);
  /** Until it is measured, no more than the window: rows that are drawn first are not drawn twice. */
  gridHeight = $state(innerHeight);
  #spare = $state(0);
  headHeight = $state(0);
  readonly #measure: () => RowsMeasure;

  /** Room for rows: the headings stay on top of them. */
  readonly height = $derived(Math.max(0, this.gridHeight - this.headHeight));
  readonly #rowHeight = $derived.by(() => this.#measure().rowHeight);
  readonly #inView = $derived(Math.ceil(this.height / this.#rowHeight) + 1);
  /** How many rows are drawn: a row's place modulo this is the element that shows it, so elements are reused. */
  readonly slots = $derived.by(() => Math.min(this.#measure().total, this.#inView + 2 * this.#spare));
  readonly first = $derived.by(() =>
    Math.max(
      0,
      Math.min(Math.floor(this.scrollTop / this.#rowHeight) - this.#spare, this.#measure().total - this.slots),
    ),
  );
  readonly indexes = $derived(Array.from({ length: this.slots }, (_, slot) => this.first + slot));
  /** Inclusive, and never less than what the view holds, so that it is right before the total is known. */
  readonly last = $derived(this.first + this.#inView + 2 * spareRows);
  /** How far PageDown goes. */
  readonly page = $derived(Math.max(1, Math.floor(this.height / this.#rowHeight) - 1));

  constructor(measure: () => RowsMeasure) {
    this.#measure = measure;
  }

  /** The first rows are on screen: those beyond the edges are drawn too. */
  settle(): void {
    this.#spare = spareRows;
  }

  /** Whether a row is drawn. */
  holds(index: number): boolean {
    return index >= this.first && index < this.first + this.slots;
  }

  /** How far to scroll so that a row is in view; null when it is. */
  scrollFor(index: number): number | null {
    const top = index * this.#rowHeight;
    if (top < this.scrollTop) return top;
    return top + this.#rowHeight > this.scrollTop + this.height ? top + this.#rowHeight - this.height : null;
  }

  /** Where a key takes the keyboard from a row, unclamped; null for a key that moves nothing. */
  targetOf(key: string, from: number): number | null {
    switch (key) {
      case 'ArrowDown':
        return from + 1;
      case 'ArrowUp':
        return from - 1;
      case 'PageDown':
        return from + this.page;
      case 'PageUp':
        return from - this.page;
      case 'Home':
        return 0;
      case 'End':
        return this.#measure().total - 1;
      default:
        return null;
    }
  }
}
