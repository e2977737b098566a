import {
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../electron/core/model/secret.ts';
import { linesTo, logTo, openLogFile } from '../../../../electron/edges/system/log.ts';
import { memoryLog } from '../../../fakes/log.ts';
import { redactText } from '../../../../electron/edges/system/redact.ts';
import { prepareFile } from '../../../../electron/edges/store/place.ts';

const now = () => Date.parse('2026-10-18T00:00:00Z');
const canary = 'CANARY-7f3a';

describe('the log', () => {
  it('writes JSON lines with a readable level and the time of the clock', () => {
    const lines: unknown[] = [];
    memoryLog(lines, 'info', now).info({ account: '公司账号', orders: 3 }, 'round done');
    expect(lines).toEqual([
      { level: 'info', at: '2026-10-18T00:00:00.000Z', account: '公司账号', orders: 3, msg: 'round done' },
    ]);
  });

  it('writes only what is important enough', () => {
    const lines: unknown[] = [];
    const log = memoryLog(lines, 'warn');
    log.info({}, 'no');
    log.warn({}, 'yes');
    log.setLevel('debug');
    log.debug({}, 'now yes');
    expect(lines).toHaveLength(2);
  });

  it('holds back secrets by name, in addresses, in error texts and in causes', () => {
    const lines: unknown[] = [];
    const cause = new Error(`Authorization: Qiniu ${canary}`);
    const error = new Error(`GET https://api.test/orders?AccessKeyId=${canary}&Signature=${canary} failed`, { cause });
    memoryLog(lines).error(
      {
        err: error,
        apiKey: canary,
        nested: { headers: { Authorization: canary, cookie: canary }, list: [{ accessKeySecret: canary }] },
        wrapped: new Secret(canary),
        url: `https://user:${canary}@host.test/path#${canary}`,
        body: `{"secretKey": "${canary}", "x": 1}`,
      },
      `failed at https://api.test/a?token=${canary}`,
    );
    const text = JSON.stringify(lines);
    expect(text).not.toContain(canary);
    expect(text).toContain('https://api.test/orders');
    expect(text).toContain('host.test/path');
    expect(text).toContain('log.test.ts');
  });

  it.each([
    `Authorization: Bearer ${canary}`,
    `authorization: Qiniu ak:${canary}`,
    `"Proxy-Authorization": 'AWS4-HMAC-SHA256 ${canary}'`,
    `Authorization=A-Scheme-Of-Its-Own ${canary} failed`,
  ])('holds the key back whatever scheme stands before it: %s', (text) => {
    expect(redactText(text)).not.toContain(canary);
    expect(redactText(text)).toContain('[redacted]');
  });

  it('leaves ordinary words alone', () => {
    expect(redactText('the key was rejected at https://a.test/v1/orders (429)')).toBe(
      'the key was rejected at https://a.test/v1/orders (429)',
    );
  });

  it('goes to a file of the user alone and puts a large one aside', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'leasebell-log-')), 'deep', 'leasebell.log');
    const parts = { file, level: 'info', prepare: prepareFile, now, maxBytes: 60 } as const;
    const first = openLogFile(parts);
    first.info({}, 'one line that is long enough to pass the limit');
    openLogFile(parts).info({}, 'two');
    expect(readFileSync(`${file}.1`, 'utf8')).toContain('one line');
    expect(readFileSync(file, 'utf8')).toContain('two');
    expect(readFileSync(file, 'utf8')).not.toContain('one line');
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('keeps the newest lines in two files, however long the program runs', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'leasebell-log-')), 'leasebell.log');
    const log = openLogFile({ file, level: 'info', prepare: prepareFile, now, maxBytes: 1_000 });
    for (let count = 1; count <= 200; count += 1) log.info({ count }, 'one of many');
    expect(readdirSync(dirname(file)).sort()).toEqual(['leasebell.log', 'leasebell.log.1']);
    const counts = [`${file}.1`, file].flatMap((name) =>
      [...readFileSync(name, 'utf8').matchAll(/"count":(\d+)/g)].map(([, count]) => Number(count)),
    );
    expect(counts.at(-1)).toBe(200);
    expect(counts).toEqual(Array.from({ length: counts.length }, (_, index) => 200 - counts.length + 1 + index));
    expect(statSync(file).size + statSync(`${file}.1`).size).toBeLessThan(2_500);
  });

  it('goes on in the old file where it cannot be put aside', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'leasebell-log-')), 'leasebell.log');
    mkdirSync(join(`${file}.1`, 'in the way'), { recursive: true });
    const log = openLogFile({ file, level: 'info', prepare: prepareFile, now, maxBytes: 10 });
    for (const count of [1, 2, 3]) log.info({ count }, 'kept');
    expect(readFileSync(file, 'utf8')).toContain('"count":3');
  });

  it('begins a line of its own after one that was cut short', () => {
    let text = '';
    const room = [3, 100, 100];
    const lines = linesTo((bytes) => {
      const some = Buffer.from(bytes).toString().slice(0, room.shift());
      text += some;
      return some.length;
    });
    for (const line of ['{"a":1}\n', '{"b":1}\n', '{"c":1}\n']) lines.write(line);
    expect(text).toBe('{"a\n{"b":1}\n{"c":1}\n');
  });

  it.runIf(process.platform === 'linux')(
    'keeps nothing of what a full disk does not take, and waits for nothing',
    () => {
      const full = openSync('/dev/full', 'a');
      const log = logTo({ destination: linesTo((bytes) => writeSync(full, bytes)), level: 'info', now });
      expect(() => log.error({ err: new Error('x'.repeat(10_000)) }, 'lost')).not.toThrow();
    },
  );

  it('does not stop the program when the file cannot be written', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'leasebell-log-')), 'a-file');
    writeFileSync(file, '');
    const log = openLogFile({ file: join(file, 'leasebell.log'), level: 'info', prepare: prepareFile, now });
    expect(() => log.error({}, 'nowhere to write')).not.toThrow();
  });
});
