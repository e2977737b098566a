import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../../electron/faces/terminal/arguments.ts';

describe('what was probably meant', () => {
  it.each([
    ['rentlas', ['orders', 'rentals', 'rental intend'], 'rentals'],
    ['accounts lsit', ['accounts list', 'accounts add'], 'accounts list'],
    ['--stauts', ['--query', '--status'], '--status'],
    ['--status expird', ['active', 'expired'], 'expired'],
    ['--format CSV', ['csv', 'json', 'ics'], 'csv'],
    ['renw', ['renew', 'let-lapse', 'undecided'], 'renew'],
    ['frobnicate', ['orders', 'rentals', 'doctor'], null],
    ['--colour', ['--json', '--query'], null],
    ['x'.repeat(5000), ['orders'], null],
    ['anything', [], null],
  ])('by %s of %o is %s', (typed, choices, nearest) => {
    expect(new UsageError(typed, choices).nearest).toBe(nearest);
  });
});
