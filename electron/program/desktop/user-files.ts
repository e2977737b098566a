import type { RentalExport, WrittenExport } from '../../contract/views.ts';
import type { Result } from '../../core/model/failure.ts';
import type { Questions } from '../program.ts';
import type { AskedBackups } from './asked-backups.ts';

/** What the window takes out of the program and brings back: of the user's own data, also in the demo, but for exports. */
export interface UserFiles {
  /** Writes rentals of the program that is shown where the user says; null when the user cancelled. */
  readonly exportRentals: (questions: Questions, wanted: RentalExport) => Promise<Result<WrittenExport | null>>;
  readonly backups: Pick<AskedBackups, 'write' | 'restore'>;
  /** Where the user's own store lies: an absolute path, and how it is shown. Fails with `not-found` where no program shows folders. */
  readonly folder: { readonly path: string; readonly open: () => Promise<Result<null>> };
  /** Puts what goes with a report of a fault on the clipboard. */
  readonly copyDiagnostics: () => Promise<Result<null>>;
}
