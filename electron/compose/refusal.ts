import { app, dialog } from 'electron';
import type { Failure } from '../core/model/failure.ts';
import { failureText } from '../core/words/failure.ts';
import { speakIn, t } from '../core/words/words.ts';
import { storeFailureOrNull } from '../edges/store/failures.ts';
import { makeScratch } from '../edges/store/scratch.ts';
import { localeFor } from '../edges/system/locale.ts';
import { ownDescriptor } from '../edges/system/own-descriptor.ts';
import { messagesOver } from '../faces/terminal/output.ts';

/** Says in a dialog, and on stderr for whoever started it there, why the program cannot start, and ends it with 1 once that was read. */
export const refuseStart = async (failure: Failure): Promise<void> => {
  // Whatever ends the program while the dialog stands, it did not start.
  app.once('will-quit', (event) => {
    event.preventDefault();
    app.exit(1);
  });
  await app.whenReady();
  const locale = localeFor(app.getPreferredSystemLanguages()[0] ?? app.getLocale());
  speakIn(() => locale);
  const message = failureText(failure);
  const detail = failure.detail ?? '';
  // A terminal that takes nothing must not hold the dialog back.
  messagesOver(ownDescriptor(2)).write(`${message}\n${detail === '' ? '' : `  ${detail}\n`}`);
  await dialog.showMessageBox({ type: 'error', title: t.app_name(), message, detail, buttons: [t.common_close()] });
  app.exit(1);
};

/** The same where the data folder itself refuses: the runtime gets another one, since it cannot show anything without. */
export const refuseFolder = async (failure: Failure): Promise<void> => {
  try {
    const scratch = makeScratch('refused');
    app.setPath('userData', scratch.folder);
    process.once('exit', () => scratch.remove());
  } catch (error) {
    if (storeFailureOrNull(error) === null) throw error;
  }
  await refuseStart(failure);
};
