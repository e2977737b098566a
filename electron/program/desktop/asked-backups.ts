import { success, type Result } from '../../core/model/failure.ts';
import type { BackupContents, BackupPlace } from '../backups.ts';

/** What the user is asked about backups; each answer is null when they would rather not. */
export interface BackupQuestions {
  readonly whereTo: () => Promise<string | null>;
  readonly which: () => Promise<string | null>;
  readonly isMeant: (contents: BackupContents) => Promise<boolean>;
}

/** What `AskedBackups` stands on. */
export interface AskedBackupParts {
  readonly place: BackupPlace;
  readonly ask: BackupQuestions;
  /** Ends the program in order, does `between` while nobody has the store, and starts it anew. */
  readonly startAnew: (between: () => Result<unknown>) => void;
}

/** Backups as the window offers them: the user is asked each time, and by the system's own dialogs. */
export class AskedBackups {
  readonly #parts: AskedBackupParts;

  constructor(parts: AskedBackupParts) {
    this.#parts = parts;
  }

  /** Returns the file that was written; null when the user cancelled. */
  async write(): Promise<Result<string | null>> {
    const { place, ask } = this.#parts;
    const file = await ask.whereTo();
    if (file === null) return success(null);
    // The system's dialog has asked whether a file of that name goes.
    const written = await place.backUp(file, true);
    return written.ok ? success(file) : written;
  }

  /** Looks into the chosen backup before anything is given up for it. */
  async restore(): Promise<Result<null>> {
    const { place, ask, startAnew } = this.#parts;
    const file = await ask.which();
    if (file === null) return success(null);
    const contents = place.look(file);
    if (!contents.ok) return contents;
    if (await ask.isMeant(contents.value)) startAnew(() => place.restore(file));
    return success(null);
  }
}
