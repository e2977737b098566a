import { failed, success, type Failure, type Result } from '../../core/model/failure.ts';
import type { Instant } from '../../core/model/ids.ts';
import { instantOf } from '../../core/model/instant.ts';
import type { UpdateAbsence, UpdateStanding, UpdateView } from '../../core/model/update.ts';
import type { Updater } from '../../core/ports/updater.ts';
import {
  afterEvent,
  betweenLooksMs,
  firstLookMs,
  initialStanding,
  isFitting,
  isLookDue,
  type UpdateEvent,
} from '../../core/updates/standing.ts';

/** A copy that can be updated: whom it asks, and what does it, which is loaded with the first look. */
export interface UpdateSource {
  readonly host: string;
  readonly open: () => Promise<Updater>;
}

/** What is remembered about updates. */
export interface UpdateMemory {
  /** Whether the program looks by itself. */
  automatic(): boolean;
  /** Fails as the store does. */
  setAutomatic(on: boolean): Result<null>;
  /** When the server last said what there is; null for never. */
  lookedAt(): Instant | null;
  noteLooked(at: Instant): void;
}

/** What the desk stands on. */
export interface UpdateParts {
  readonly source: UpdateSource | UpdateAbsence;
  readonly memory: UpdateMemory;
  readonly now: () => number;
  /** Acts after so many milliseconds; returns what keeps it from that. */
  readonly after: (delayMs: number, act: () => void) => () => void;
  /** The demo is shown: it looks for nothing. */
  readonly isDemo: () => boolean;
  readonly onChanged: () => void;
  /** Quits the program in order, to be started again. */
  readonly restart: () => void;
  readonly log: { error(facts: object, message: string): void; warn(facts: object, message: string): void };
}

/** Nothing that comes by the chunk is told more often, in milliseconds. */
const betweenNewsMs = 500;

/** Updates of this program: what is so, the user's word about it, and the looks that it takes by itself. Nothing here interrupts anything. */
export class UpdateDesk {
  readonly #parts: UpdateParts;
  #standing: UpdateStanding = initialStanding;
  #updater: Promise<Updater> | null = null;
  #cancel: () => void = () => undefined;
  #isEnding = false;
  /** The system ends the session: nobody waits for an installer then. */
  #holdsBack = false;
  #toldAtMs = Number.NEGATIVE_INFINITY;

  constructor(parts: UpdateParts) {
    this.#parts = parts;
  }

  view(): UpdateView {
    const { source, memory, isDemo } = this.#parts;
    if (isDemo()) return { state: 'off', why: 'update_off_demo' };
    if (typeof source === 'string') return { state: 'off', why: source };
    return { ...this.#standing, automatic: memory.automatic(), lookedAt: memory.lookedAt(), host: source.host };
  }

  /** Begins to look by itself, where its user wants that. */
  start(): void {
    if (typeof this.#parts.source !== 'string') this.#plan(firstLookMs, () => true);
  }

  /** Looks once, as its user asks. What comes of it is in the view. */
  async look(): Promise<Result<null>> {
    if (!this.#takes('look')) return failed('not-found');
    await this.#look();
    return success(null);
  }

  async download(): Promise<Result<null>> {
    if (!this.#takes('download')) return failed('not-found');
    await this.#download();
    return success(null);
  }

  /** Quits and comes back as the version that is ready. */
  install(): Result<null> {
    if (!this.#takes('install')) return failed('not-found');
    this.#note({ event: 'install' });
    this.#parts.restart();
    return success(null);
  }

  setAutomatic({ on }: { readonly on: boolean }): Result<null> {
    const set = this.#parts.memory.setAutomatic(on);
    this.#parts.onChanged();
    return set;
  }

  /** The session ends with the program: what is ready waits for the next time. */
  holdBack(): void {
    this.#holdsBack = true;
  }

  /** No look begins any more, and nothing is told. */
  stop(): void {
    this.#isEnding = true;
    this.#cancel();
  }

  /** Puts what is ready in place, once the program has ended everything else. Returns null where there is nothing to do. */
  async finish(): Promise<Result<null> | null> {
    const isAsked = this.#standing.state === 'installing';
    if (this.#updater === null || this.#holdsBack || !(isAsked || this.#standing.state === 'ready')) return null;
    const installed = (await this.#updater).install(isAsked);
    if (!installed.ok) this.#parts.log.warn({ failure: installed.failure }, 'an update was not put in place');
    return installed;
  }

  #plan(delayMs: number, isDue: () => boolean): void {
    this.#cancel = this.#parts.after(delayMs, () => {
      const { memory, now } = this.#parts;
      if (memory.automatic() && isDue() && this.#takes('look')) void this.#look();
      this.#plan(betweenLooksMs, () => isLookDue(memory.lookedAt(), now()));
    });
  }

  #takes(event: UpdateEvent['event']): boolean {
    const { source, isDemo } = this.#parts;
    return typeof source !== 'string' && !isDemo() && !this.#isEnding && isFitting(this.#standing, event);
  }

  async #look(): Promise<void> {
    const { memory, now } = this.#parts;
    this.#note({ event: 'look' });
    const seen = await this.#attempt((updater) => updater.look());
    if (!seen.ok) {
      this.#fail(seen.failure);
      return;
    }
    if (!this.#isEnding) memory.noteLooked(instantOf(now()));
    this.#note(seen.value === null ? { event: 'none' } : { event: 'found', version: seen.value });
    // Who does not want it to look by itself is asked before it loads so much.
    if (seen.value !== null && !this.#isEnding && memory.automatic()) await this.#download();
  }

  async #download(): Promise<void> {
    this.#note({ event: 'download' });
    const brought = await this.#attempt((updater) => updater.download((percent) => this.#progress(percent)));
    if (brought.ok) this.#note({ event: 'downloaded' });
    else this.#fail(brought.failure);
  }

  #progress(percent: number | null): void {
    const nowMs = this.#parts.now();
    const isEarly = nowMs >= this.#toldAtMs && nowMs - this.#toldAtMs < betweenNewsMs;
    this.#standing = afterEvent(this.#standing, { event: 'progress', percent });
    if (isEarly || this.#isEnding) return;
    this.#toldAtMs = nowMs;
    this.#parts.onChanged();
  }

  #fail(failure: Failure): void {
    if (!this.#isEnding) this.#parts.log.warn({ failure }, 'an update did not come');
    this.#note({ event: 'failed', failure });
  }

  #note(event: UpdateEvent): void {
    this.#standing = afterEvent(this.#standing, event);
    if (!this.#isEnding) this.#parts.onChanged();
  }

  /** A bug in what fetches updates must not reach the bell. */
  async #attempt<Value>(act: (updater: Updater) => Promise<Result<Value>>): Promise<Result<Value>> {
    try {
      if (typeof this.#parts.source === 'string') return failed('not-found');
      this.#updater ??= this.#parts.source.open();
      return await act(await this.#updater);
    } catch (error) {
      this.#parts.log.error({ err: error }, 'updating met a bug');
      return failed('bug');
    }
  }
}
