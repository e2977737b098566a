import { expect, test } from 'vitest';
import { keepVerification } from '../../../../electron/edges/http/verification.ts';

test('switches that take verification away are taken away themselves, and no others', () => {
  const given = new Set([
    'ignore-certificate-errors',
    'ignore-certificate-errors-spki-list',
    'allow-insecure-localhost',
    'host-resolver-rules',
    'proxy-server',
  ]);
  keepVerification({ hasSwitch: (name) => given.has(name), removeSwitch: (name) => void given.delete(name) });
  expect([...given]).toEqual(['host-resolver-rules', 'proxy-server']);
});
