import { type RentalId, rentalIdOf } from '../../core/model/ids.ts';
import { type Database, textOf } from './database.ts';
import { foreignVersion } from './foreign-version.ts';

/** Which rentals were written since this was last asked; null where another program wrote into the store, so that it may be any. */
export type TakeTouched = () => ReadonlySet<RentalId> | null;

/**
 * Follows which rentals that ring, or did, are written from now on, with what the reminder log says of them, through whichever statement: SQLite
 * itself notes it, in a table of this connection alone.
 */
export const followTouched = (database: Database): TakeTouched => {
  const desk = desks.get(database) ?? new Desk(database);
  desks.set(database, desk);
  return desk.follow();
};

const desks = new WeakMap<Database, Desk>();

const triggers = [
  `INSERT ON main.rental WHEN NEW.rings_until IS NOT NULL BEGIN INSERT INTO touched_rental VALUES (NEW.id); END`,
  `DELETE ON main.rental WHEN OLD.rings_until IS NOT NULL BEGIN INSERT INTO touched_rental VALUES (OLD.id); END`,
  `UPDATE OF id, body, rings_until ON main.rental
     WHEN OLD.body IS NOT NEW.body OR OLD.rings_until IS NOT NEW.rings_until OR OLD.id IS NOT NEW.id
     BEGIN INSERT INTO touched_rental VALUES (OLD.id), (NEW.id); END`,
  `INSERT ON main.reminder_log BEGIN INSERT INTO touched_rental VALUES (NEW.rental_id); END`,
  `UPDATE ON main.reminder_log BEGIN INSERT INTO touched_rental VALUES (OLD.rental_id), (NEW.rental_id); END`,
  `DELETE ON main.reminder_log BEGIN INSERT INTO touched_rental VALUES (OLD.rental_id); END`,
];

/** The table of one connection, and those who want to know. */
class Desk {
  readonly #database: Database;
  readonly #followers: { touched: Set<RentalId> | null }[] = [];
  #version: number | null = null;

  constructor(database: Database) {
    this.#database = database;
  }

  follow(): TakeTouched {
    const follower: { touched: Set<RentalId> | null } = { touched: null };
    this.#followers.push(follower);
    return () => {
      const ids = this.#collected();
      for (const each of this.#followers) {
        if (ids === null) each.touched = null;
        for (const id of ids ?? []) each.touched?.add(id);
      }
      const { touched } = follower;
      follower.touched = new Set();
      return touched;
    };
  }

  /** Null where it may be any rental, for instance since this connection may not write so much as a table of its own. */
  #collected(): readonly RentalId[] | null {
    try {
      const version = foreignVersion(this.#database);
      const isKnown = version === this.#version;
      if (this.#version === null) this.#begin();
      this.#version = version;
      const rows = this.#database.all('SELECT DISTINCT id FROM touched_rental');
      if (rows.length > 0) this.#database.execute('DELETE FROM touched_rental');
      return isKnown ? rows.map((row) => rentalIdOf(textOf(row, 'id'))) : null;
    } catch {
      // Whoever writes something that matters meets the same, and is heard. A connection that took the place of another has no such table yet.
      this.#version = null;
      return null;
    }
  }

  #begin(): void {
    this.#database.execute('CREATE TEMP TABLE IF NOT EXISTS touched_rental (id TEXT NOT NULL)');
    triggers.forEach((after, index) =>
      this.#database.execute(`CREATE TEMP TRIGGER IF NOT EXISTS touched_rental_${String(index)} AFTER ${after}`),
    );
  }
}
