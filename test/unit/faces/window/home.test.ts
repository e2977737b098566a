import { describe, expect, it } from 'vitest';
import { isHomeUrl } from '../../../../electron/faces/window/app-address.ts';
import { stayHome, type MovingContents } from '../../../../electron/faces/window/home.ts';
import { closeDatagrams, closeNetwork, silencePages } from '../../../../electron/faces/window/page-network.ts';

/** A window whose moves the test makes, on a clock that stands still until the test moves it. */
const aWindow = () => {
  const told: string[] = [];
  const listeners = new Map<string, (...facts: never[]) => void>();
  const clock = { ms: 0 };
  const contents: MovingContents = {
    on: (event: string, listener: (...facts: never[]) => void) => listeners.set(event, listener),
    navigationHistory: { clear: () => told.push('history cleared') },
  };
  stayHome(contents, {
    now: () => clock.ms,
    goHome: () => told.push('home'),
    giveUp: () => told.push('given up'),
    onRefused: (what) => told.push(what),
    onFailed: (reason) => told.push(reason),
  });
  const raise = (event: string, ...facts: readonly unknown[]): void => {
    const listener = listeners.get(event);
    if (listener !== undefined) Reflect.apply(listener, null, [{}, ...facts]);
  };
  return { told, clock, raise, listeners };
};

describe('where the window is at home', () => {
  it.each(['app://leasebell/', 'app://leasebell/?x#y'])('%s', (address) => {
    expect(isHomeUrl(address)).toBe(true);
  });

  it.each([
    'about:blank',
    'about:blank#blocked',
    'about:srcdoc',
    'data:text/html,x',
    'blob:app://leasebell/1',
    'javascript:1',
    'app://leasebell/nothing',
    'app://leasebell/assets/index.js',
    'app://elsewhere/',
    'app://user@leasebell/',
    'https://leasebell/',
    'view-source:app://leasebell/',
    'file:///',
    '',
  ])('not at %s', (address) => {
    expect(isHomeUrl(address)).toBe(false);
  });
});

describe('a window that came to be elsewhere', () => {
  it('is brought back, and its log says no more than the host', () => {
    const { told, raise } = aWindow();
    raise('did-navigate', 'https://user:pw@example.test/path?key=secret');
    raise('did-navigate', 'about:blank');
    expect(told).toEqual(['page at example.test', 'home', 'page at ', 'home']);
  });

  it('is brought back from an address that its page only gave itself, but not for a frame', () => {
    const { told, raise } = aWindow();
    raise('did-navigate-in-page', 'app://leasebell/x', true);
    raise('did-navigate-in-page', 'app://leasebell/#rentals', true);
    raise('did-navigate-in-page', 'app://leasebell/x', false);
    expect(told).toEqual(['page at leasebell', 'home']);
  });

  it('has its page loaded anew where that asks for it, since it may be written over, and nothing else', () => {
    const { told, listeners } = aWindow();
    const listener = listeners.get('will-navigate');
    for (const url of ['app://leasebell/', 'https://example.test/', 'about:blank', 'app://leasebell/index.js'])
      if (listener !== undefined) Reflect.apply(listener, null, [{ url }]);
    expect(told).toEqual(['page at leasebell', 'home']);
  });

  it('forgets the way back once it is home', () => {
    const { told, raise } = aWindow();
    raise('did-navigate', 'app://leasebell/');
    expect(told).toEqual(['history cleared']);
  });

  it('is brought back from what could not be loaded, but not when a frame or an older load failed', () => {
    const { told, raise } = aWindow();
    raise('did-fail-load', -300, 'ERR_INVALID_URL', 'about:srcdoc', true);
    raise('did-fail-load', -300, 'ERR_INVALID_URL', 'https://example.test/', false);
    raise('did-fail-load', -3, 'ERR_ABORTED', 'app://leasebell/', true);
    expect(told).toEqual(['page at ', 'home']);
  });

  it('does not try in vain when the page itself cannot be loaded', () => {
    const { told, raise } = aWindow();
    raise('did-fail-load', -6, 'ERR_FILE_NOT_FOUND', 'app://leasebell/', true);
    expect(told).toEqual(['load failed: ERR_FILE_NOT_FOUND']);
  });

  it('is closed when it goes round in circles, and not for many ways out over a long time', () => {
    const circling = aWindow();
    for (let round = 0; round < 21; round++) circling.raise('did-navigate', 'about:blank');
    expect(circling.told.filter((what) => what === 'home')).toHaveLength(20);
    expect(circling.told.at(-1)).toBe('given up');
    const patient = aWindow();
    for (let round = 0; round < 100; round++) {
      patient.clock.ms += 10_000;
      patient.raise('did-navigate', 'about:blank');
    }
    expect(patient.told).not.toContain('given up');
  });

  it('cannot be held open by its page', () => {
    const { listeners } = aWindow();
    let prevented = false;
    const listener = listeners.get('will-prevent-unload');
    if (listener !== undefined) Reflect.apply(listener, null, [{ preventDefault: () => (prevented = true) }]);
    expect(prevented).toBe(true);
  });
});

it('a page has no way to the network past its policy', async () => {
  const said: unknown[] = [];
  silencePages({ appendSwitch: (name, value) => said.push([name, value]) });
  await closeNetwork({ setProxy: (config) => Promise.resolve(void said.push(config)) });
  closeDatagrams({ setWebRTCIPHandlingPolicy: (policy) => said.push(policy) });
  expect(said).toEqual([
    ['blink-settings', 'dnsPrefetchingEnabled=false'],
    ['force-webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
    { mode: 'fixed_servers', proxyRules: 'http://127.0.0.1:1', proxyBypassRules: '<-loopback>' },
    'disable_non_proxied_udp',
  ]);
});
