import type { Session, WebContents } from 'electron';

/** What the guards need to know and do. */
export interface GuardParts {
  /** Opens an address in the browser if it may be opened at all. */
  readonly openExternal: (address: string) => void;
  /** Told what was refused: the kind and the host at most. */
  readonly onRefused: (what: string) => void;
}

const hostOf = (address: string): string => (URL.canParse(address) ? new URL(address).host : '?');

/** Nothing leaves the page (checklist items 13, 14): no navigation, no new window, no webview. A link goes to the browser or nowhere. */
export const guardContents = (contents: WebContents, { openExternal, onRefused }: GuardParts): void => {
  contents.on('will-navigate', (event) => {
    event.preventDefault();
    onRefused(`navigation to ${hostOf(event.url)}`);
  });
  contents.on('will-frame-navigate', (event) => {
    if (event.isMainFrame) return;
    event.preventDefault();
    onRefused(`frame navigation to ${hostOf(event.url)}`);
  });
  contents.on('will-redirect', (event) => {
    event.preventDefault();
    onRefused(`redirect to ${hostOf(event.url)}`);
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
    onRefused('webview');
  });
  contents.setWindowOpenHandler(({ url }) => {
    openExternal(url);
    return { action: 'deny' };
  });
};

/** Electron allows every permission by default (checklist item 5), so all of its handlers refuse. */
export const denyPermissions = (session: Session, onRefused: GuardParts['onRefused']): void => {
  session.setPermissionRequestHandler((_contents, permission, callback) => {
    onRefused(`permission ${permission}`);
    callback(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => {
    event.preventDefault();
    onRefused('download');
  });
};
