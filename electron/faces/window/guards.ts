import { hostOf } from './app-address.ts';

/** What the guards need to know and do. */
export interface GuardParts {
  /** Opens an address in the browser if it may be opened at all. */
  readonly openExternal: (address: string) => void;
  /** Told what was refused: the kind and the host at most. */
  readonly onRefused: (what: string) => void;
}

interface Preventable {
  preventDefault(): void;
}

interface Leaving extends Preventable {
  readonly url: string;
  readonly isMainFrame: boolean;
}

type LeavingEvent = 'will-navigate' | 'will-frame-navigate' | 'will-redirect' | 'will-attach-webview';

/** The part of Electron's WebContents that is guarded. */
export interface GuardedContents {
  on(event: LeavingEvent, listener: (event: Leaving) => void): unknown;
  setWindowOpenHandler(handler: (details: { readonly url: string }) => { action: 'deny' }): void;
}

/** The part of Electron's Session that is guarded. */
export interface GuardedSession {
  setPermissionRequestHandler(
    handler: (contents: unknown, permission: string, callback: (granted: boolean) => void) => void,
  ): void;
  setPermissionCheckHandler(handler: () => boolean): void;
  setDevicePermissionHandler(handler: () => boolean): void;
  on(event: 'will-download', listener: (event: Preventable) => void): unknown;
}

/** Nothing leaves the page (checklist items 13, 14): no navigation, no new window, no webview. A link goes to the browser or nowhere. */
export const guardContents = (contents: GuardedContents, { openExternal, onRefused }: GuardParts): void => {
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
export const denyPermissions = (session: GuardedSession, onRefused: GuardParts['onRefused']): void => {
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
