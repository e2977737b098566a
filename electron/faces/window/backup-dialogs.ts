import { BrowserWindow, dialog } from 'electron';
import { dateTime, type LocaleSetting } from '../../core/words/instants.ts';
import { t } from '../../core/words/words.ts';
import type { BackupQuestions } from '../../program/desktop/asked-backups.ts';

/** What the dialogs go by. */
export interface DialogParts {
  readonly now: () => number;
  readonly localeSetting: () => LocaleSetting;
}

/** Returns the window that a dialog belongs to, where there is one. */
export const parent = () => BrowserWindow.getAllWindows()[0];

/** Returns the user's day as it sorts in a folder; Swedish writes it as ISO 8601 does. */
export const fileDay = (nowMs: number, { timeZone }: LocaleSetting): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone }).format(nowMs);

/** The questions about backups, asked in the system's dialogs. */
export const backupDialogs = ({ now, localeSetting }: DialogParts): BackupQuestions => ({
  whereTo: async () => {
    const over = parent();
    const options = { title: t.backup_write(), defaultPath: `leasebell-${fileDay(now(), localeSetting())}.sqlite` };
    const { canceled, filePath } = await (over === undefined
      ? dialog.showSaveDialog(options)
      : dialog.showSaveDialog(over, options));
    return canceled ? null : filePath;
  },
  which: async () => {
    const over = parent();
    const options = { title: t.backup_restore(), properties: ['openFile' as const] };
    const { canceled, filePaths } = await (over === undefined
      ? dialog.showOpenDialog(options)
      : dialog.showOpenDialog(over, options));
    return canceled ? null : (filePaths[0] ?? null);
  },
  isMeant: async ({ accounts, rentals, orders, lastSyncedAt }) => {
    const over = parent();
    const time = lastSyncedAt === null ? t.backup_never_synced() : dateTime(lastSyncedAt, now(), localeSetting());
    const counts = { accounts: String(accounts), rentals: String(rentals), orders: String(orders) };
    const options = {
      type: 'question' as const,
      message: t.backup_restore_question(),
      detail: [t.backup_contents({ ...counts, time }), t.backup_restore_detail()].join('\n\n'),
      buttons: [t.backup_restore_confirm(), t.common_cancel()],
      defaultId: 1,
      cancelId: 1,
      noLink: true,
    };
    const { response } = await (over === undefined
      ? dialog.showMessageBox(options)
      : dialog.showMessageBox(over, options));
    return response === 0;
  },
});
