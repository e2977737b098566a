import { expect, test } from 'vitest';
import { vaultNameFault } from '../../../../electron/edges/secrets/memory-vault.ts';

test.each(['{"apiKey":"sk-0123456789abcdef"}', 'sk-1', 'Memory', ' '])(
  'the variable of the vault is named where it holds %j, and its value is not repeated',
  (name) => expect(vaultNameFault(name)).toBe('LEASEBELL_VAULT=…'),
);

test.each(['', 'memory'])('%j is a vault that there is', (name) => expect(vaultNameFault(name)).toBeNull());
