import { failed, success } from '../../core/model/failure.ts';
import { hasWishQueue, WishQueue, type WrittenWish } from '../../edges/store/wish-queue.ts';
import type { Program } from '../program.ts';
import type { Lifetime } from '../lifetime.ts';
import { carryOut } from './wish-table.ts';

/** What serving the wishes of other processes needs. */
export interface ServiceParts {
  readonly storePath: string;
  /** Calls `look` about once a second, until the function that it returns is called. */
  readonly every: (look: () => void) => () => void;
  readonly program: Program;
  /** Hears what goes wrong with the queue itself. */
  readonly life: Pick<Lifetime, 'showing'>;
  readonly now: () => number;
}

/** The others wait for the next look: a flood of wishes must not keep anything else from its turn. */
const maxWishesPerLook = 20;

/** Carries out what other processes wish of the one that holds the store. */
export class WishService {
  readonly #parts: ServiceParts;
  #queue: WishQueue | null = null;
  #looking: Promise<void> | null = null;
  #ended = false;
  #stopLooking: (() => void) | null = null;

  constructor(parts: ServiceParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#stopLooking ??= this.#parts.every(() => void this.look());
  }

  /** Carries out every wish that waits. Never rejects; two looks are never under way at once. */
  look(): Promise<void> {
    if (this.#ended) return Promise.resolve();
    this.#looking ??= this.#lookOnce().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  /** Waits for the wish that is being carried out, and closes the queue. */
  async end(): Promise<void> {
    this.#ended = true;
    this.#stopLooking?.();
    await this.#looking;
    this.#close();
  }

  async #lookOnce(): Promise<void> {
    await this.#parts.life.showing('wishes', async () => {
      if (!hasWishQueue(this.#parts.storePath)) {
        this.#close();
        return success(null);
      }
      const queue = this.#opened();
      for (let taken = 0; taken < maxWishesPerLook && !this.#ended; taken += 1) {
        const wish = queue.take();
        if (wish === null) break;
        await this.#carry(queue, wish);
      }
      return success(null);
    });
  }

  /** A bug in one wish is told to who wished it, and noted here. */
  async #carry(queue: WishQueue, { id, name, input }: WrittenWish): Promise<void> {
    try {
      queue.reply(id, JSON.stringify(await carryOut(this.#parts.program, name, input)));
    } catch (error) {
      queue.reply(id, JSON.stringify(failed('bug')));
      throw error;
    }
  }

  #close(): void {
    this.#queue?.close();
    this.#queue = null;
  }

  #opened(): WishQueue {
    if (this.#queue?.isInPlace === true) return this.#queue;
    this.#close();
    const queue = new WishQueue(this.#parts.storePath);
    queue.sweep(this.#parts.now());
    this.#queue = queue;
    return queue;
  }
}
