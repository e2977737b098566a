import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failed, success } from '../../../../electron/core/model/failure.ts';
import type { Updater } from '../../../../electron/core/ports/updater.ts';
import { feedWay } from '../../../../electron/edges/http/feed-way.ts';
import { realWait } from '../../../../electron/edges/http/wait.ts';
import { feedUrlOf } from '../../../../electron/edges/updates/feed.ts';
import { openUpdater } from '../../../../electron/edges/updates/updater.ts';
import { directTransport } from '../../../fakes/http.ts';
import { closeLater, serve } from '../http/servers.ts';

const newer = Buffer.from('#!/bin/sh\necho 0.2.0\n'.repeat(4_000));
const digestOf = (content: Buffer) => createHash('sha512').update(content).digest('base64');
const listOf = (version: string, { url = `Leasebell-${version}.AppImage`, sha512 = digestOf(newer), more = '' } = {}) =>
  `version: ${version}\nfiles:\n  - url: '${url}'\n    sha512: ${sha512}\n    size: ${String(newer.length)}\npath: '${url}'\nsha512: ${sha512}\nreleaseDate: '2026-03-01T00:00:00.000Z'\n${more}`;

interface Asked {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

// electron-updater itself against a server on loopback; what the app sends with is Chromium, and another test's.
describe('an AppImage', () => {
  let folder = '';
  let image = '';
  let asked: Asked[] = [];
  let answers: Record<string, RequestListener> = {};
  let ending = new AbortController();

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'leasebell-update-'));
    mkdirSync(join(folder, 'apps'));
    image = join(folder, 'apps', 'Leasebell-0.1.0.AppImage');
    writeFileSync(image, 'old', { mode: 0o750 });
    vi.stubEnv('APPIMAGE', image);
    asked = [];
    ending = new AbortController();
    answers = {
      '/feed/latest-linux.yml': (_request, response) => response.end(listOf('0.2.0')),
      '/feed/Leasebell-0.2.0.AppImage': (_request, response) => {
        response.setHeader('content-length', newer.length);
        response.end(newer);
      },
    };
  });

  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });

  const start = async ({ share = 0.5, version = '0.1.0' } = {}): Promise<Updater & { readonly base: string }> => {
    const base = await serve((request, response) => {
      const path = (request.url ?? '').split('?')[0] ?? '';
      asked.push({ url: request.url ?? '', headers: request.headers });
      const answer = answers[path];
      if (answer === undefined) response.writeHead(404).end('nothing');
      else answer(request, response);
    });
    const config = join(folder, 'app-update.yml');
    writeFileSync(config, `provider: generic\nurl: ${base}/feed\nupdaterCacheDirName: leasebell-updater\n`);
    const url = feedUrlOf(`${base}/feed`);
    if (url === null) throw new Error('no feed');
    const transport = directTransport();
    closeLater(() => transport.close());
    const way = feedWay({ transport: () => transport, wait: realWait, signal: ending.signal });
    const copy = { format: 'appimage', feed: { url, channel: null }, config } as const;
    const updater = await openUpdater({ copy, way, version, image, share, cache: join(folder, 'cache', 'updates') });
    return {
      base,
      look: () => updater.look(),
      download: (told) => updater.download(told),
      install: (restart) => updater.install(restart),
    };
  };
  const announce = (text: string) => {
    answers['/feed/latest-linux.yml'] = (_request, response) => response.end(text);
  };
  const contents = () => readFileSync(image, 'utf8');
  const silent = () => undefined;

  it('is replaced in one step by what was announced, downloaded and checked, and keeps its name and rights', async () => {
    const updater = await start();
    expect(await updater.look()).toEqual(success('0.2.0'));
    const told: (number | null)[] = [];
    expect(await updater.download((percent) => told.push(percent))).toEqual(success(null));
    expect(told[0]).toBe(0);
    expect(told.at(-1)).toBe(99);
    expect(contents()).toBe('old');
    expect(updater.install(true)).toEqual(success(null));
    expect(contents()).toBe(newer.toString());
    expect(statSync(image).mode & 0o777).toBe(0o750);
    expect(readdirSync(join(folder, 'apps'))).toEqual(['Leasebell-0.1.0.AppImage']);
  });

  it('says nothing about who asks, and leaves no id behind', async () => {
    const updater = await start();
    await updater.look();
    await updater.download(silent);
    expect(asked.map(({ url }) => url)).toEqual(['/feed/latest-linux.yml', '/feed/Leasebell-0.2.0.AppImage']);
    for (const { headers } of asked) {
      expect(headers).toEqual({
        ...{ accept: '*/*', 'accept-language': '*', 'accept-encoding': expect.any(String), 'user-agent': 'Leasebell' },
        ...{ connection: 'keep-alive', host: new URL(updater.base).host },
      });
    }
    const left = readdirSync(join(folder, 'cache'), { recursive: true, encoding: 'utf8' });
    expect(left.filter((name) => name.includes('updaterId'))).toEqual([]);
    expect(statSync(join(folder, 'cache', 'updates')).mode & 0o777).toBe(0o700);
  });

  it('is the newest when the server says so, and what an earlier update left goes', async () => {
    const updater = await start();
    await updater.look();
    await updater.download(silent);
    announce(listOf('0.1.0'));
    expect(await updater.look()).toEqual(success(null));
    expect(existsSync(join(folder, 'cache', 'updates'))).toBe(false);
    expect(readdirSync(join(folder, 'apps'))).toEqual(['Leasebell-0.1.0.AppImage']);
  });

  it.each([
    ['0.0.9', '0.1.0'],
    ['0.1.0-beta.1', '0.1.0'],
    ['0.9.0', '0.10.0'],
  ])('never goes back: %s is refused by %s', async (offered, version) => {
    announce(listOf(offered));
    const updater = await start({ version });
    expect(await updater.look()).toEqual(failed('update.refused', { reason: 'older', detail: offered }));
    expect(asked).toHaveLength(1);
  });

  it('takes a version that is for a part of all when it belongs to that part, and sends nothing about that', async () => {
    announce(listOf('0.2.0', { more: 'stagingPercentage: 20\n' }));
    expect(await (await start({ share: 0.1 })).look()).toEqual(success('0.2.0'));
    expect(await (await start({ share: 0.3 })).look()).toEqual(success(null));
  });

  it.each([
    ['nothing', ''],
    ['no list', '<html>Sign in</html>'],
    ['a broken list', 'version: [0.2.0\nfiles: -'],
    ['a list of lists', '- - - 1'],
    ['a word', 'null'],
    ['no version', listOf('0.2.0').replace('version: 0.2.0', '')],
    ['a version that is none', listOf('newest')],
    ['no files', 'version: 0.2.0\n'],
    ['files that are none', 'version: 0.2.0\nfiles: 7\n'],
    ['a file of nothing', 'version: 0.2.0\nfiles: [null]\n'],
    ['no digest', 'version: 0.2.0\nfiles:\n  - url: a.AppImage\n'],
    ['a weaker digest', `version: 0.2.0\nfiles:\n  - url: a.AppImage\n    sha2: ${'0'.repeat(64)}\n`],
    ['a digest that is none', listOf('0.2.0', { sha512: 'AAAA' })],
    ['a tag of its own', 'version: !!js/function "function () { return 1 }"\n'],
    ['more than any list has', `version: 0.2.0\n${'# more\n'.repeat(20_000)}`],
    ['an endless file name', listOf('0.2.0', { url: 'x'.repeat(600) })],
  ])('refuses a list with %s', async (_name, text) => {
    announce(text);
    const updater = await start();
    expect(await updater.look()).toEqual(failed('update.unreadable'));
  });

  it.each([
    ['is not there', 404, failed('update.unreachable', { reason: 'missing', detail: 'HTTP 404' })],
    ['may not be read', 403, failed('update.unreachable', { detail: 'HTTP 403' })],
    ['is out of order', 503, failed('update.unreachable', { detail: 'HTTP 503' })],
  ])('tells when the list %s', async (_name, status, expected) => {
    answers['/feed/latest-linux.yml'] = (_request, response) => response.writeHead(status).end('secret words');
    expect(await (await start()).look()).toEqual(expected);
    expect(asked).toHaveLength(1);
  });

  it('tells when nobody answers', async () => {
    answers['/feed/latest-linux.yml'] = (request) => request.socket.destroy();
    expect(await (await start()).look()).toMatchObject({ ok: false, failure: { code: 'update.unreachable' } });
  });

  it.each(['http://127.0.0.2:9/list.yml', 'https://cdn.example.com/list.yml', '/feed/other.yml'])(
    'does not follow a list to %s',
    async (location) => {
      answers['/feed/latest-linux.yml'] = (_request, response) => response.writeHead(302, { location }).end();
      const seen = await (await start()).look();
      expect(seen).toMatchObject({ failure: { code: 'update.refused', reason: 'elsewhere' } });
      expect(asked).toHaveLength(1);
    },
  );

  it('does not follow a download, and takes no file from elsewhere', async () => {
    const updater = await start();
    answers['/feed/Leasebell-0.2.0.AppImage'] = (_request, response) =>
      response.writeHead(302, { location: 'https://cdn.example.com/Leasebell.AppImage' }).end();
    await updater.look();
    const elsewhere = (detail: string) => failed('update.refused', { reason: 'elsewhere', detail });
    expect(await updater.download(silent)).toEqual(elsewhere('cdn.example.com'));
    for (const url of ['https://cdn.example.com/a.AppImage', '//cdn.example.com/a.AppImage']) {
      announce(listOf('0.2.0', { url }));
      await updater.look();
      expect(await updater.download(silent)).toEqual(elsewhere('cdn.example.com'));
    }
    announce(listOf('0.2.0', { url: updater.base.replace('http:', 'https:') + '/feed/a.AppImage' }));
    await updater.look();
    expect(await updater.download(silent)).toMatchObject({ failure: { reason: 'elsewhere' } });
    expect(contents()).toBe('old');
  });

  it.each([
    ['is another one', (whole: Buffer) => Buffer.concat([whole, Buffer.from('rm -rf')])],
    ['was changed', (whole: Buffer) => Buffer.from(whole.map((byte, index) => (index === 9 ? byte ^ 1 : byte)))],
    ['is a part of it', (whole: Buffer) => whole.subarray(0, -1)],
    ['is empty', () => Buffer.alloc(0)],
  ])('throws away a download that %s', async (_name, make) => {
    answers['/feed/Leasebell-0.2.0.AppImage'] = (_request, response) => response.end(make(newer));
    const updater = await start();
    await updater.look();
    expect(await updater.download(silent)).toEqual(failed('update.refused', { reason: 'digest' }));
    expect(updater.install(false).ok).toBe(false);
    expect(contents()).toBe('old');
    expect(
      readdirSync(join(folder, 'cache', 'updates'), { recursive: true, encoding: 'utf8' }).filter((name) =>
        name.endsWith('AppImage'),
      ),
    ).toEqual([]);
  });

  it('tells of a download that breaks off, and begins anew with the next attempt', async () => {
    const updater = await start();
    const whole = answers['/feed/Leasebell-0.2.0.AppImage'];
    answers['/feed/Leasebell-0.2.0.AppImage'] = (request, response) => {
      response.setHeader('content-length', newer.length);
      response.write(newer.subarray(0, 1_000));
      setImmediate(() => request.socket.destroy());
    };
    await updater.look();
    expect(await updater.download(silent)).toMatchObject({ failure: { code: 'update.unreachable' } });
    if (whole !== undefined) answers['/feed/Leasebell-0.2.0.AppImage'] = whole;
    expect(await updater.download(silent)).toEqual(success(null));
  });

  it('does not load again what an earlier run has downloaded, unless it was changed since', async () => {
    const earlier = await start();
    await earlier.look();
    await earlier.download(silent);
    const pending = join(folder, 'cache', 'updates', 'leasebell-updater', 'pending', 'Leasebell-0.2.0.AppImage');
    const later = await start();
    asked = [];
    await later.look();
    expect(await later.download(silent)).toEqual(success(null));
    expect(asked).toHaveLength(1);
    writeFileSync(pending, 'something else');
    const last = await start();
    asked = [];
    await last.look();
    expect(await last.download(silent)).toEqual(success(null));
    expect(asked).toHaveLength(2);
    expect(last.install(false)).toEqual(success(null));
    expect(contents()).toBe(newer.toString());
  });

  it('ends with the program', async () => {
    const updater = await start();
    answers['/feed/Leasebell-0.2.0.AppImage'] = (_request, response) => {
      response.write(newer.subarray(0, 1_000));
      setImmediate(() => ending.abort());
    };
    await updater.look();
    expect(await updater.download(silent)).toEqual(failed('cancelled'));
    expect(contents()).toBe('old');
  });

  it('puts a file nowhere but where downloads go, whatever the list calls it', async () => {
    for (const url of ['../../../Evil.AppImage', '..%2f..%2f..%2fEvil.AppImage', '%2e%2e/%2e%2e/Evil.AppImage']) {
      announce(listOf('0.2.0', { url }));
      answers = { ...answers, '/Evil.AppImage': (_request, response) => response.end(newer) };
      const updater = await start();
      await updater.look();
      await updater.download(silent);
      const all = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
        name.endsWith('Evil.AppImage'),
      );
      for (const name of all) expect(name).toBe('cache/updates/leasebell-updater/pending/Evil.AppImage');
    }
  });

  it('says before it loads anything that its folder takes no file', async () => {
    const updater = await start();
    await updater.look();
    rmSync(join(folder, 'apps'), { recursive: true });
    expect(await updater.download(silent)).toEqual(failed('update.not-installed', { detail: 'ENOENT' }));
    expect(asked).toHaveLength(1);
  });

  it('says that it cannot be put in place, and stays as it was', async () => {
    const updater = await start();
    await updater.look();
    await updater.download(silent);
    rmSync(image);
    mkdirSync(join(image, 'in the way'), { recursive: true });
    chmodSync(image, 0o700);
    expect(updater.install(true)).toMatchObject({ failure: { code: 'update.not-installed' } });
  });
});
