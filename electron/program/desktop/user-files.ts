import type { RentalExport, WrittenExport } from '../../contract/views.ts';
import type { Result } from '../../core/model/failure.ts';
import type { Questions } from '../program.ts';
import type { AskedBackups } from './asked-backups.ts';

/** What the window takes out of the program and brings back: of the user's own data, also in the demo, but for exports. */
export interface UserFiles {
  /** Writes rentals of the program that is shown where the user says; null when the user cancelled. */
  readonly exportRentals: (questions: Questions, wanted: RentalExport) => Promise<Result<WrittenExport | null>>;
  readonly backups: Pick<AskedBackups, 'write' | 'restore'>;
  /** Puts what goes with a report of a fault on the clipboard. */
  readonly copyDiagnostics: () => Promise<Result<null>>;
}
