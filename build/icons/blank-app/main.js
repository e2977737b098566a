// An empty window whose page draws the icons.
import { app, BrowserWindow } from 'electron';

// Not awaited: Electron is ready only after its main module has been evaluated.
void app.whenReady().then(() => new BrowserWindow({ show: false }).loadURL('about:blank'));
