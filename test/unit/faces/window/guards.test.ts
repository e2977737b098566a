import { describe, expect, it } from 'vitest';
import {
  denyPermissions,
  guardContents,
  type GuardedContents,
  type GuardedSession,
} from '../../../../electron/faces/window/guards.ts';

type Listener = (event: { preventDefault(): void; url: string; isMainFrame: boolean }) => void;

/** Records what is listened to; Electron's overloads are too many for a plain emitter to match. */
const fakeContents = () => {
  const listeners = new Map<string, Listener>();
  const state: { open: ((details: { url: string }) => { action: string }) | null } = { open: null };
  const contents: GuardedContents = {
    on: (event, listener) => listeners.set(event, listener),
    setWindowOpenHandler: (handler) => {
      state.open = handler;
    },
  };
  const raise = (event: string, url = 'https://user:pw@example.test/path?key=secret', isMainFrame = false): boolean => {
    let prevented = false;
    listeners.get(event)?.({ preventDefault: () => (prevented = true), url, isMainFrame });
    return prevented;
  };
  return { contents, state, raise };
};

describe('the guards of the page', () => {
  it('stop every way out and report it without address or query', () => {
    const { contents, raise } = fakeContents();
    const refused: string[] = [];
    guardContents(contents, { openExternal: () => undefined, onRefused: (what) => refused.push(what) });
    for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview']) {
      expect(raise(event)).toBe(true);
    }
    expect(refused).toEqual([
      'navigation to example.test',
      'frame navigation to example.test',
      'redirect to example.test',
      'webview',
    ]);
  });

  it('open no window and hand the address to the browser’s door', () => {
    const { contents, state } = fakeContents();
    const opened: string[] = [];
    guardContents(contents, { openExternal: (address) => opened.push(address), onRefused: () => undefined });
    expect(state.open?.({ url: 'https://example.test/' })).toEqual({ action: 'deny' });
    expect(opened).toEqual(['https://example.test/']);
  });

  it('grant no permission, no device, no download', () => {
    const answers: unknown[] = [];
    const refused: string[] = [];
    const session: GuardedSession = {
      setPermissionRequestHandler: (handler) => handler(null, 'media', (granted) => answers.push(granted)),
      setPermissionCheckHandler: (handler) => answers.push(handler()),
      setDevicePermissionHandler: (handler) => answers.push(handler()),
      on: (_event, listener) => listener({ preventDefault: () => answers.push('prevented') }),
    };
    denyPermissions(session, (what) => refused.push(what));
    expect(answers).toEqual([false, false, false, 'prevented']);
    expect(refused).toEqual(['permission media', 'download']);
  });
});
