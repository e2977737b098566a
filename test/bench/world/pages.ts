import type { JsonObject } from '../../../electron/demo/world/json.ts';

/** Delivered, and completed: what becomes of an order that runs. */
const running = 5;
const completed = 8;

/** The orders of a world as pages of getOrderList, each made once and kept as bytes. */
export class WorldPages {
  readonly #orders: JsonObject[];
  readonly #texts: string[];
  readonly #pages = new Map<number, Map<number, Buffer>>();

  constructor(orders: readonly JsonObject[]) {
    this.#orders = [...orders];
    this.#texts = orders.map((order) => JSON.stringify(order));
  }

  /** The page as the backend sends it: pages up to 0 are the first, those past the end repeat the last. */
  page(number: number, size: number): Buffer {
    const last = Math.max(1, Math.ceil(this.#texts.length / size));
    const index = Math.min(Math.max(number, 1), last) - 1;
    const ofSize = this.#pages.get(size) ?? new Map<number, Buffer>();
    this.#pages.set(size, ofSize);
    const page = ofSize.get(index) ?? this.#made(index, size);
    ofSize.set(index, page);
    return page;
  }

  /** Makes all pages of a size. Returns how many there are, and their bytes. */
  prepare(size: number): { readonly pages: number; readonly bytes: number } {
    const pages = Math.ceil(this.#texts.length / size);
    let bytes = 0;
    for (let number = 1; number <= pages; number += 1) bytes += this.page(number, size).length;
    return { pages, bytes };
  }

  /** The oldest of the running orders completes. Returns its id. */
  changeOne(): unknown {
    const index = this.#orders.findLastIndex(({ status }) => status === running);
    const order = this.#orders[index];
    if (order === undefined) throw new Error('no order runs any more');
    const changed = { ...order, status: completed };
    this.#orders[index] = changed;
    this.#texts[index] = JSON.stringify(changed);
    for (const [size, pages] of this.#pages) pages.delete(Math.floor(index / size));
    return order['id'];
  }

  #made(index: number, size: number): Buffer {
    const rows = this.#texts.slice(index * size, (index + 1) * size).join(',');
    return Buffer.from(`{"total":${String(this.#texts.length)},"rows":[${rows}],"code":200,"msg":"查询成功"}`);
  }
}
