import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { feedFlags } from '../../../build/feed.mjs';
import { feedUrlOf } from '../../../electron/edges/updates/feed.ts';

const inProject = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const address = 'https://updates.example.com/leasebell';
const linux = { platform: 'linux', arch: 'x64', hasIdentity: false };

describe('a package', () => {
  it('updates itself from nowhere unless an address is given', () => {
    for (const platform of ['linux', 'win32', 'darwin'])
      expect(feedFlags('', { platform, arch: 'x64', hasIdentity: true })).toEqual([]);
    expect(inProject('electron-builder.yml')).toMatch(/^publish: null$/m);
  });

  it('does where one is', () => {
    const flags = ['-c.publish.provider=generic', `-c.publish.url=${address}/`];
    expect(feedFlags(address, linux)).toEqual(flags);
    expect(feedFlags(address, { ...linux, platform: 'win32' })).toEqual(flags);
  });

  it('does on macOS only where it is signed with an identity, by a list for each processor', () => {
    const mac = { ...linux, platform: 'darwin', arch: 'arm64' };
    expect(feedFlags(address, mac)).toEqual([]);
    expect(feedFlags(address, { ...mac, hasIdentity: true })).toContain('-c.publish.channel=latest-arm64');
  });

  it.each([
    'http://updates.example.com/',
    'https://me:secret@updates.example.com/',
    'https://updates.example.com/?a=b',
    'https://updates.example.com/#a',
    'ftp://updates.example.com/',
    'updates.example.com',
  ])('is not made with %s, which the program would not take either', (wrong) => {
    expect(() => feedFlags(wrong, linux)).toThrow('LEASEBELL_UPDATE_FEED must be an https address');
    expect(feedUrlOf(wrong)).toBeNull();
  });

  it.each([address, 'http://127.0.0.1:8000/feed/'])('is made with %s, as the program takes it', (right) => {
    expect(feedFlags(right, linux)[1]).toBe(`-c.publish.url=${feedUrlOf(right)?.href ?? ''}`);
  });

  it('that a package manager puts on a system has no address in it', () => {
    expect(inProject('build/deb/stage.mjs')).toContain("basename(path) !== 'app-update.yml'");
  });
});

describe('a release', () => {
  const workflow = inProject('.github/workflows/release.yml');

  it('takes the address from the repository, and publishes no list by itself', () => {
    expect(workflow).toContain('LEASEBELL_UPDATE_FEED: ${{ vars.LEASEBELL_UPDATE_FEED }}');
    expect(inProject('build/package.mjs')).toContain("'--publish', 'never'");
    expect(workflow).toContain('--draft');
  });

  it('states the digest of the lists too, and hands them over', () => {
    expect(workflow).toMatch(/files=\(.*latest\*\.yml\)/);
    expect(workflow).toContain('dist/release/latest*.yml');
  });

  it('makes what each system updates from: an AppImage, an installer, a zip', () => {
    const builder = inProject('electron-builder.yml');
    expect(builder).toMatch(/^ {2}target: \[AppImage\]$/m);
    expect(builder).toMatch(/^ {2}target: \[nsis\]$/m);
    expect(builder).toMatch(/^ {2}target: \[dmg, zip\]$/m);
  });
});
