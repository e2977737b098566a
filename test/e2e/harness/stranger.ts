import type { ElectronApplication } from 'playwright-core';

/** What another window of the program with our preload and our page, which is not the user's, is answered to two requests. */
export const strangerAnswers = (electron: ElectronApplication): Promise<unknown> =>
  electron.evaluate(async ({ app, BrowserWindow }) => {
    const preload = `${app.getAppPath()}/out/preload/preload.cjs`;
    const other = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
    await other.loadURL('app://leasebell/index.html');
    const ask = "Promise.all([leasebell.request['app.describe'](null), leasebell.request['account.list'](null)])";
    const answer: unknown = await other.webContents.executeJavaScript(ask);
    other.destroy();
    return answer;
  });
