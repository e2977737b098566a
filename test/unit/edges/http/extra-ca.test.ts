import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readExtraCa } from '../../../../electron/edges/http/extra-ca.ts';
import { ca, tlsFile } from './servers.ts';

const fileWith = (text: string | Uint8Array): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'leasebell-ca-')), 'ca.pem');
  writeFileSync(file, text);
  return file;
};
const reason = async (path: string) => {
  const read = await readExtraCa(path);
  return read.ok ? null : read.failure;
};

describe('a file of extra certificates', () => {
  test('may hold several, and remarks between them', async () => {
    const other = readFileSync(tlsFile('self-signed.pem'), 'utf8');
    const read = await readExtraCa(fileWith(`# Company\r\n${ca.replaceAll('\n', '\r\n')}\nand another\n${other}`));
    expect(read.ok && read.value.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
    expect(read.ok && read.value).not.toContain('Company');
  });

  const der = Buffer.from(ca.replace(/-----[^-]+-----/g, ''), 'base64');

  test.each([
    ['a relative path', () => 'ca.pem', 'ca-not-absolute'],
    ['a home folder that no shell has written out', () => '~/ca.pem', 'ca-not-absolute'],
    ['no such file', () => '/no/such/ca.pem', 'ca-missing'],
    ['a file in place of a folder', () => `${tlsFile('ca.pem')}/ca.pem`, 'ca-missing'],
    ['a folder', () => tmpdir(), 'ca-unreadable'],
    ['a device', () => '/dev/zero', 'ca-unreadable'],
    ['nothing in it', () => fileWith(' \n'), 'ca-empty'],
    ['a private key', () => tlsFile('loopback.key'), 'ca-private-key'],
    [
      'a certificate with its key',
      () => fileWith(`${ca}${readFileSync(tlsFile('loopback.key'), 'utf8')}`),
      'ca-private-key',
    ],
    ['DER', () => fileWith(der), 'ca-not-pem'],
    ['any other text', () => fileWith('hello'), 'ca-not-pem'],
    ['a damaged certificate', () => fileWith(ca.replace(/\nM/, '\nX')), 'ca-not-certificate'],
    ['a good one and a damaged one', () => fileWith(ca + ca.replace(/\nM/, '\nX')), 'ca-not-certificate'],
    ['over 1 MB', () => fileWith(ca.repeat(2_000)), 'ca-too-large'],
  ])('%s is refused by name', async (_, path, expected) => {
    expect(await reason(path())).toEqual({ code: 'input.invalid', field: 'extraCa', reason: expected });
  });
});
