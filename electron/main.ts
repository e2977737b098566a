import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { app, protocol } from 'electron';
import { markStart } from './core/model/start-marks.ts';
import { keepVerification } from './edges/http/verification.ts';
import { refusalAt } from './edges/store/reach.ts';
import { dataFiles, dataFolder, dataFolderArgument, homeFolder } from './edges/system/paths.ts';
import { endWithBugs, terminalWords } from './edges/system/terminal-words.ts';
import { registerAppScheme } from './faces/window/app-protocol.ts';
import { fetchNoDictionaries, silencePages } from './faces/window/page-network.ts';

markStart(performance, 'main.start');
// What the runtime writes into the user's folder as it starts is for its user alone; our own files say so themselves.
const usualMask = process.umask(0o077);

// The terminal program is no instance of the app: it takes no lock, and ends the process before Electron is ready.
const words = terminalWords(process.argv);
if (words !== null) {
  process.argv = [process.execPath, 'leasebell-cli', ...words];
  endWithBugs(process);
  await import('./cli.ts');
}

// The lock belongs to the data folder, so the folder comes first; everything else waits until this is the only instance.
const folder = dataFolder(dataFolderArgument(process.argv), {
  platform: process.platform,
  environment: process.env,
  home: homeFolder(),
});
// Without a folder that takes it there is no lock, and the runtime would end without a word.
const refusal = refusalAt(dataFiles(folder).store);
if (refusal === null) app.setPath('userData', folder);
keepVerification(app.commandLine);

/** Whether there is another instance, as the runtime notes it on Linux and macOS; Windows has no such file. */
const hasOther = (): boolean =>
  process.platform === 'win32' || lstatSync(join(folder, 'SingletonLock'), { throwIfNoEntry: false }) !== undefined;

// Nothing here is awaited: Electron says that it is ready only after this file has run to its end.
if (refusal !== null) {
  const { refuseFolder } = await import('./compose/refusal.ts');
  void refuseFolder(refusal);
} else if (app.requestSingleInstanceLock()) {
  registerAppScheme(protocol);
  silencePages(app.commandLine);
  app.on('session-created', fetchNoDictionaries);
  const { startApp } = await import('./compose/start.ts');
  // A browser that a link opens inherits it.
  void startApp(folder, import.meta.dirname).finally(() => process.umask(usualMask));
} else if (hasOther()) {
  app.quit();
} else {
  // A file system without links, or one that takes no more files: there is no lock, and nobody has it.
  const { refuseFolder } = await import('./compose/refusal.ts');
  void refuseFolder({ code: 'store.forbidden', reason: 'no-lock', detail: folder });
}
