import { failed, success } from '../../core/model/failure.ts';
import { storeFailureOrNull } from '../../edges/store/failures.ts';
import { hasWishQueue, WishQueue, type WrittenWish } from '../../edges/store/wish-queue.ts';
import type { Program } from '../program.ts';
import type { Lifetime } from '../lifetime.ts';
import { carryOut } from './wish-table.ts';

/** What serving the wishes of other processes needs. */
export interface ServiceParts {
  readonly storePath: string;
  /** Calls `look` when the queue changes and once a second for some time then, until the function that it returns is called. */
  readonly follow: (look: () => void) => () => void;
  readonly program: Program;
  /** Hears what goes wrong with the queue itself. */
  readonly life: Pick<Lifetime, 'showing'>;
  readonly now: () => number;
}

/** The others wait for the next look: a flood of wishes must not keep anything else from its turn. */
const maxWishesPerLook = 20;
/** A look is taken on the main thread, so it waits for no other process: the next one comes in a second. */
const queueWaitMs = 20;
/** Every process has the queue for moments, so only one that keeps it for so many looks is told of. */
const patientLooks = 10;
/** … and again after about half a day, before it would count as forgotten. */
const saidEveryLooks = 40_000;

/** Carries out what other processes wish of the one that holds the store. */
export class WishService {
  readonly #parts: ServiceParts;
  #queue: WishQueue | null = null;
  /** What came of wishes, as JSON, as long as the queue did not take it. */
  readonly #replies = new Map<string, string>();
  /** How many looks in a row found the queue held by another process. */
  #heldLooks = 0;
  #looking: Promise<void> | null = null;
  #ended = false;
  #stopLooking: (() => void) | null = null;

  constructor(parts: ServiceParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#stopLooking ??= this.#parts.follow(() => void this.look());
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
    const served = this.#serve();
    const failure = await served.then(() => null, storeFailureOrNull);
    if (failure?.code === 'store.locked') return this.#noteHeld();
    this.#heldLooks = 0;
    await this.#parts.life.showing('wishes', () => served.then(() => success(null)));
  }

  async #noteHeld(): Promise<void> {
    this.#heldLooks += 1;
    if (this.#heldLooks % saidEveryLooks !== patientLooks) return;
    await this.#parts.life.showing('wishes', () => Promise.resolve(failed('store.locked', { reason: 'queue-held' })));
  }

  async #serve(): Promise<void> {
    if (!hasWishQueue(this.#parts.storePath)) {
      this.#close();
      return;
    }
    const queue = this.#opened();
    this.#reply(queue);
    for (let taken = 0; taken < maxWishesPerLook && !this.#ended; taken += 1) {
      const wish = queue.take();
      if (wish === null) break;
      await this.#carry(queue, wish);
    }
  }

  /** A bug in one wish is told to who wished it, and noted here. */
  async #carry(queue: WishQueue, { id, name, input }: WrittenWish): Promise<void> {
    try {
      this.#replies.set(id, JSON.stringify(await carryOut(this.#parts.program, name, input)));
    } catch (error) {
      this.#replies.set(id, JSON.stringify(failed('bug')));
      throw error;
    } finally {
      this.#reply(queue);
    }
  }

  #reply(queue: WishQueue): void {
    for (const [id, reply] of this.#replies) {
      queue.reply(id, reply);
      this.#replies.delete(id);
    }
  }

  #close(): void {
    this.#queue?.close();
    this.#queue = null;
  }

  #opened(): WishQueue {
    if (this.#queue?.isInPlace === true) return this.#queue;
    this.#close();
    const queue = new WishQueue(this.#parts.storePath, { waitMs: queueWaitMs });
    try {
      queue.sweep(this.#parts.now());
    } catch (error) {
      queue.close();
      throw error;
    }
    this.#queue = queue;
    return queue;
  }
}
