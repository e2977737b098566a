import { minute } from '../../core/model/instant.ts';
import type { Guard } from './guard.ts';
import { writeHealth } from './health-file.ts';

/** A look in time is written down no more often than this, so that the disk may rest. */
const writtenEveryMs = minute;

/** Keeps the bell's health on the disk: at once when something changed, else now and then. */
export class HealthRecord {
  readonly #storePath: string;
  readonly #guard: Guard;
  #writtenAtMs: number | null = null;
  #version = -1;

  constructor(storePath: string, guard: Guard) {
    this.#storePath = storePath;
    this.#guard = guard;
  }

  /** Call it after each look. */
  keep(nowMs: number): void {
    const { version } = this.#guard;
    const isFresh = this.#writtenAtMs !== null && Math.abs(nowMs - this.#writtenAtMs) < writtenEveryMs;
    if (isFresh && version === this.#version) return;
    this.write(nowMs);
  }

  /** Writes it down whatever was written before; call it at the end, when it is over. */
  write(nowMs: number, isOver = false): void {
    writeHealth(this.#storePath, this.#guard.health, isOver);
    this.#writtenAtMs = nowMs;
    this.#version = this.#guard.version;
  }
}
