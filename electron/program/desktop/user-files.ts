import type { Result } from '../../core/model/failure.ts';
import type { AskedBackups } from './asked-backups.ts';

/** What the window takes out of the program and brings back: of the user's own data, also in the demo. */
export interface UserFiles {
  readonly backups: Pick<AskedBackups, 'write' | 'restore'>;
  /** Puts what goes with a report of a fault on the clipboard. */
  readonly copyDiagnostics: () => Promise<Result<null>>;
}
