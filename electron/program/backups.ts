import type { Result } from '../core/model/failure.ts';
import { backUp } from '../edges/store/backup.ts';
import { checkBackup, restore, type BackupContents } from '../edges/store/restore.ts';

export type { BackupContents };

/** Backups of one data folder, by the paths of their files. */
export interface BackupPlace {
  /** See `backUp` of the store. */
  readonly backUp: (file: string, mayReplace?: boolean) => Promise<Result<null>>;
  /** What a backup holds; changes nothing. */
  readonly look: (file: string) => Result<BackupContents>;
  /** See `restore` of the store: the name under which what was there is kept. */
  readonly restore: (file: string) => Result<string | null>;
}

/** The backups of the store at `storePath`. */
export const backupsOf = (storePath: string, now: () => number, nonce: () => string): BackupPlace => ({
  backUp: (file, mayReplace = false) => backUp(storePath, file, { nonce, mayReplace }),
  look: checkBackup,
  restore: (file) => restore(file, storePath, now()),
});
