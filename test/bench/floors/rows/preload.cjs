const { contextBridge, ipcRenderer } = require('electron');

contextBridge.exposeInMainWorld('bench', { rows: (text) => ipcRenderer.invoke('rows', text) });
