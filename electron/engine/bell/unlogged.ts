import type { ReminderId } from '../../core/model/ids.ts';
import { minute } from '../../core/model/instant.ts';
import type { Database } from '../../edges/store/database.ts';
import { reminderById } from '../../edges/store/reminder-log.ts';
import type { LogEntry } from '../../core/model/log-entry.ts';
import { claimRows } from './write-claims.ts';
import type { ClaimRows } from '../../core/reminders/claim-rows.ts';

interface Held {
  readonly rows: ClaimRows;
  /** Epoch milliseconds before which it is not tried again, since no channel took it. */
  readonly againAtMs: number;
}

const againAfterMs = minute;

/**
 * Reminders that the log does not take: a disk that is full or read-only must not silence the bell. They are rung from memory, each once,
 * and written down as soon as the log takes them; where the program ends before that, its next start rings them again.
 */
export class UnloggedReminders {
  readonly #held = new Map<ReminderId, Held>();

  /** Keeps a claim that could not be written. */
  keep(rows: ClaimRows): void {
    if (!this.#held.has(rows.native.id)) this.#held.set(rows.native.id, { rows, againAtMs: 0 });
  }

  /** Those that the log still lacks and that may be rung now. */
  due(database: Database, nowMs: number): readonly LogEntry[] {
    for (const id of this.#held.keys()) if (reminderById(database, id) !== null) this.#held.delete(id);
    return [...this.#held.values()].filter(({ againAtMs }) => againAtMs <= nowMs).map(({ rows }) => rows.native);
  }

  /** Writes the claim of one that is kept here, so that what came of it can be noted. Throws while the log does not take it. */
  write(database: Database, id: ReminderId): void {
    const held = this.#held.get(id);
    if (held !== undefined) claimRows(database, held.rows);
  }

  /** No channel took it: it is tried again in a minute. */
  putOff(id: ReminderId, nowMs: number): void {
    const held = this.#held.get(id);
    if (held !== undefined) this.#held.set(id, { ...held, againAtMs: nowMs + againAfterMs });
  }

  /** It is in the log now, or has lost its point. */
  forget(id: ReminderId): void {
    this.#held.delete(id);
  }
}
