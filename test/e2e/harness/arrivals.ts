/** Things that arrive one by one, and tests that wait for one of them without looking again and again. */
export class Arrivals<Item> {
  readonly #items: Item[] = [];
  readonly #listeners = new Set<(item: Item) => void>();

  /** Everything so far, in the order of arrival. */
  get all(): readonly Item[] {
    return this.#items;
  }

  /** Notes one and wakes who waits for it. */
  add(item: Item): void {
    this.#items.push(item);
    for (const listener of [...this.#listeners]) listener(item);
  }

  /** Takes out what no longer holds. */
  remove(isGone: (item: Item) => boolean): void {
    this.#items.splice(0, this.#items.length, ...this.#items.filter((item) => !isGone(item)));
  }

  /** The first that fits, of those here or to come; rejects after `limitMs` with what came instead. */
  waitFor(fits: (item: Item) => boolean, limitMs = 30_000): Promise<Item> {
    const here = this.#items.find(fits);
    if (here !== undefined) return Promise.resolve(here);
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        clearTimeout(timer);
        this.#listeners.delete(listener);
      };
      const listener = (item: Item): void => {
        if (!fits(item)) return;
        stop();
        resolve(item);
      };
      const timer = setTimeout(() => {
        stop();
        reject(new Error(`nothing that fits arrived within ${limitMs} ms, only ${JSON.stringify(this.#items)}`));
      }, limitMs);
      this.#listeners.add(listener);
    });
  }
}
