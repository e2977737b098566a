import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { serveFile } from '../../../../electron/faces/window/app-protocol.ts';
import { bundleFileOf } from '../../../../electron/faces/window/bundle-file.ts';

const outer = mkdtempSync(join(tmpdir(), 'leasebell-bundle-'));
const folder = join(outer, 'page');
mkdirSync(join(folder, 'assets'), { recursive: true });
writeFileSync(join(folder, 'index.html'), '<!doctype html>');
writeFileSync(join(folder, 'assets', 'a b.js'), 'export {};');
writeFileSync(join(folder, 'notes.txt'), 'not for the page');
writeFileSync(join(outer, 'outside.js'), 'secret');
mkdirSync(join(outer, 'page-else'));
writeFileSync(join(outer, 'page-else', 'x.js'), 'secret');

describe('the files of the page', () => {
  it('finds the start page and decodes names', () => {
    expect(bundleFileOf('app://leasebell/', folder)).toEqual({
      path: join(folder, 'index.html'),
      contentType: 'text/html; charset=utf-8',
    });
    expect(bundleFileOf('app://leasebell/assets/a%20b.js?v=1#x', folder)?.path).toBe(join(folder, 'assets', 'a b.js'));
  });

  it.each([
    'app://leasebell/../outside.js',
    'app://leasebell/%2e%2e/outside.js',
    'app://leasebell/..%2foutside.js',
    'app://leasebell/assets/..%2f..%2foutside.js',
    'app://leasebell/%2fetc%2fpasswd.js/..%2f..%2f..%2foutside.js',
    'app://leasebell/..%2fpage-else%2fx.js',
    'app://leasebell/a%00.js',
    'app://leasebell/%E0%A4%A.js',
    'app://leasebell/notes.txt',
    'app://leasebell/assets/',
    'app://other/index.html',
    'https://leasebell/index.html',
    'not an address',
  ])('serves nothing for %s', async (address) => {
    const answer = await serveFile('GET', address, folder);
    expect(answer.status).toBe(404);
    expect(answer.bytes).toHaveLength(0);
  });

  it('sends type, policy and nosniff with every answer', async () => {
    for (const [address, status] of [
      ['app://leasebell/', 200],
      ['app://leasebell/gone.js', 404],
    ] as const) {
      const answer = await serveFile('GET', address, folder);
      expect(answer.status).toBe(status);
      expect(answer.headers['content-security-policy']).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      );
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
    }
    expect((await serveFile('GET', 'app://leasebell/', folder)).bytes.toString()).toBe('<!doctype html>');
  });

  it('is read-only', async () => {
    expect((await serveFile('POST', 'app://leasebell/', folder)).status).toBe(405);
  });
});
