// The least that shows rows: one sandboxed window with static HTML. Writes when they were painted into the file that BENCH_REPORT names.
import { writeFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow } from 'electron';

const painted = `(performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN) + performance.timeOrigin`;

void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1120, height: 720, webPreferences: { sandbox: true } });
  window.webContents.once('did-finish-load', () => {
    const timer = setInterval(async () => {
      const atMs = await window.webContents.executeJavaScript(painted);
      if (!(atMs > 0)) return;
      clearInterval(timer);
      writeFileSync(`${process.env.BENCH_REPORT}.new`, JSON.stringify({ rowsAtMs: atMs }));
      renameSync(`${process.env.BENCH_REPORT}.new`, process.env.BENCH_REPORT);
    }, 50);
  });
  // With the fuses of the packaged app a page is not read out of its archive.
  void window.loadFile(join(process.resourcesPath, 'index.html'));
});
