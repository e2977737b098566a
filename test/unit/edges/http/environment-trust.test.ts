import { expect, test } from 'vitest';
import { environmentTrust } from '../../../../electron/edges/http/environment-trust.ts';

const file = '/etc/corp.pem';

test.each<[string, Readonly<Record<string, string>>, readonly string[], readonly string[]]>([
  ['nothing is said', {}, [], []],
  ['the variable is empty', { NODE_EXTRA_CA_CERTS: '' }, [], []],
  ['a file is named', { NODE_EXTRA_CA_CERTS: file }, [], ['NODE_EXTRA_CA_CERTS']],
  ['nobody asks for the files of OpenSSL', { SSL_CERT_FILE: file, SSL_CERT_DIR: '/etc' }, [], []],
  ['OpenSSL is asked', { NODE_OPTIONS: '--use-openssl-ca' }, [], ['NODE_OPTIONS=--use-openssl-ca']],
  [
    'OpenSSL is asked, among other options, and told where to look',
    { NODE_OPTIONS: '--no-warnings  "--use_openssl_ca" --title=x', SSL_CERT_FILE: file, SSL_CERT_DIR: '/etc/corp' },
    [],
    ['NODE_OPTIONS=--use-openssl-ca', 'SSL_CERT_FILE', 'SSL_CERT_DIR'],
  ],
  [
    'the system is asked',
    { NODE_USE_SYSTEM_CA: '1', SSL_CERT_DIR: '/etc/corp' },
    [],
    ['NODE_USE_SYSTEM_CA', 'SSL_CERT_DIR'],
  ],
  ['the system is not asked', { NODE_USE_SYSTEM_CA: '0' }, [], []],
  ['Node was started like that', {}, ['--use-system-ca', '--use-system-ca'], ['--use-system-ca']],
  ['it trusts its own', { NODE_OPTIONS: '--use-bundled-ca' }, ['--enable-source-maps'], []],
])('what the environment makes Node trust is named: %s', (_, environment, options, expected) => {
  expect(environmentTrust(environment, options)).toEqual(expected);
  expect(environmentTrust(environment, options).join()).not.toContain('corp');
});
