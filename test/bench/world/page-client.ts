import { Pool } from 'undici';

/** The cheapest way to the pages of a world: the client of the terminal program without anything around it. */
export class PageClient {
  readonly #pool: Pool;

  /** `connections`: how many requests may be under way at once. */
  constructor(url: string, connections: number) {
    this.#pool = new Pool(url, { connections });
  }

  /** Asks for a page and reads its text. */
  async text(page: number, size: number): Promise<string> {
    return (await this.#ask(page, size)).text();
  }

  /** Asks for a page and lets its body pass by. */
  async drain(page: number, size: number): Promise<void> {
    const body = await this.#ask(page, size);
    await body.dump({ limit: Number.POSITIVE_INFINITY });
  }

  close(): Promise<void> {
    return this.#pool.close();
  }

  async #ask(page: number, size: number) {
    const { body } = await this.#pool.request({
      method: 'POST',
      path: '/order/openapi/getOrderList',
      headers: { authorization: 'Bearer key', 'content-type': 'application/x-www-form-urlencoded' },
      body: `pageNum=${String(page)}&pageSize=${String(size)}`,
    });
    return body;
  }
}
