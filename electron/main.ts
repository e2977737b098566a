import { homedir } from 'node:os';
import { app, protocol } from 'electron';
import { dataFolder, dataFolderArgument } from './system/paths.ts';
import { registerAppScheme } from './window/app-protocol.ts';
import { silencePages } from './window/page-network.ts';

// The lock belongs to the data folder, so the folder comes first; everything else waits until this is the only instance.
const folder = dataFolder(dataFolderArgument(process.argv), {
  platform: process.platform,
  environment: process.env,
  home: homedir(),
});
app.setPath('userData', folder);

if (app.requestSingleInstanceLock()) {
  registerAppScheme(protocol);
  silencePages(app.commandLine);
  const { startApp } = await import('./app/start.ts');
  // Not awaited: Electron says that it is ready only after this file has run to its end.
  void startApp(folder, import.meta.dirname);
} else {
  app.quit();
}
