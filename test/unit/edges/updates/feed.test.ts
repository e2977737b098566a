import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { feedIn, feedUrlOf, updatableCopy, type RunningCopy } from '../../../../electron/edges/updates/feed.ts';

describe('an address to update from', () => {
  it.each([
    ['https://updates.example.com/leasebell', 'https://updates.example.com/leasebell/'],
    ['https://updates.example.com:8443/', 'https://updates.example.com:8443/'],
    ['http://127.0.0.1:8080/feed', 'http://127.0.0.1:8080/feed/'],
    ['http://[::1]:8080', 'http://[::1]:8080/'],
    ['http://localhost:1/', 'http://localhost:1/'],
  ])('may be %s', (text, href) => {
    expect(feedUrlOf(text)?.href).toBe(href);
  });

  it.each([
    'http://updates.example.com/',
    // In the open, inside a company too.
    'http://192.168.1.2/',
    'http://localhost.example.com/',
    'file:///srv/feed',
    'ftp://updates.example.com/',
    'https://me:secret@updates.example.com/',
    'https://updates.example.com/?channel=beta',
    'https://updates.example.com/#beta',
    'updates.example.com',
    '',
  ])('may not be %s', (text) => {
    expect(feedUrlOf(text)).toBeNull();
  });
});

describe('what the builder wrote', () => {
  it('names the address and the channel', () => {
    const text = 'provider: generic\nurl: https://updates.example.com/\nupdaterCacheDirName: leasebell-updater\n';
    expect(feedIn(text)).toEqual({ url: new URL('https://updates.example.com/'), channel: null });
    expect(feedIn(`${text}channel: latest-arm64\n`)?.channel).toBe('latest-arm64');
    expect(feedIn(text.replace('https://updates.example.com/', "'https://updates.example.com/'"))).not.toBeNull();
  });

  it.each([
    ['nothing', ''],
    ['another kind of server', 'provider: github\nowner: x\nrepo: y\nurl: https://updates.example.com/\n'],
    ['an address in the open', 'provider: generic\nurl: http://updates.example.com/\n'],
    ['no address', 'provider: generic\n'],
    ['no list', '\0\0\0'],
  ])('names none with %s', (_name, text) => {
    expect(feedIn(text)).toBeNull();
  });
});

describe('a copy', () => {
  let resources = '';
  const appImage: RunningCopy = {
    platform: 'linux',
    isPackaged: true,
    image: '/home/me/Leasebell.AppImage',
    resources: '',
  };
  const stateOf = (copy: Partial<RunningCopy>) => {
    const found = updatableCopy({ ...appImage, resources, ...copy });
    return typeof found === 'string' ? found : found.format;
  };

  beforeAll(() => {
    resources = mkdtempSync(join(tmpdir(), 'leasebell-feed-'));
    writeFileSync(join(resources, 'app-update.yml'), 'provider: generic\nurl: https://updates.example.com/\n');
  });

  afterAll(() => rmSync(resources, { recursive: true }));

  it('replaces itself as an AppImage, as what an installer put on Windows, and as a macOS app', () => {
    expect(stateOf({})).toBe('appimage');
    expect(stateOf({ platform: 'win32', image: null })).toBe('nsis');
    expect(stateOf({ platform: 'darwin', image: null })).toBe('mac');
  });

  it('does not where it was built without a feed, or for macOS without an identity', () => {
    for (const platform of ['linux', 'win32', 'darwin'] as const)
      expect(stateOf({ platform, resources: join(resources, 'none') })).toBe('update_off_no_feed');
  });

  it('does not when it was started from its sources', () => {
    expect(stateOf({ isPackaged: false })).toBe('update_off_sources');
  });

  it('does not on Linux when it is no AppImage', () => {
    expect(stateOf({ image: null })).toBe('update_off_package');
  });
});
