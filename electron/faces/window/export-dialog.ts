import { dialog } from 'electron';
import type { ExportFormat } from '../../core/model/export-format.ts';
import { t } from '../../core/words/words.ts';
import { type DialogParts, fileDay, parent } from './backup-dialogs.ts';

/** Asks in the system's dialog where an export is to be written; null when the user would rather not. */
export const exportDialog =
  ({ now, localeSetting }: DialogParts) =>
  async (format: ExportFormat): Promise<string | null> => {
    const over = parent();
    const defaultPath = `leasebell-${fileDay(now(), localeSetting())}.${format}`;
    const filters = [{ name: format.toUpperCase(), extensions: [format] }];
    const options = { title: t.export_heading(), defaultPath, filters };
    const { canceled, filePath } = await (over === undefined
      ? dialog.showSaveDialog(options)
      : dialog.showSaveDialog(over, options));
    return canceled ? null : filePath;
  };
