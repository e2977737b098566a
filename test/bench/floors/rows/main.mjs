// The least that finds and scrolls rows: one sandboxed window; each text that is typed costs one round trip for rows that were found before.
// They are in the file that BENCH_REPLIES names: the text, and the page of rows for it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow, ipcMain } from 'electron';

const replies = new Map(JSON.parse(readFileSync(process.env.BENCH_REPLIES, 'utf8')));
ipcMain.handle('rows', (_event, text) => replies.get(text));

void app.whenReady().then(() => {
  const preload = join(import.meta.dirname, 'preload.cjs');
  const window = new BrowserWindow({ width: 1120, height: 720, webPreferences: { sandbox: true, preload } });
  // With the fuses of the packaged app a page is not read out of its archive.
  void window.loadFile(join(process.resourcesPath, 'index.html'));
});
