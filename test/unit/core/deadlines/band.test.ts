import { describe, expect, it } from 'vitest';
import { deadlineBand, rentalBand, type BandFacts } from '../../../../electron/core/deadlines/band.ts';
import type { DeadlineKind } from '../../../../electron/core/model/deadline.ts';
import { day, hour, instantOf, minute } from '../../../../electron/core/model/instant.ts';
import { ms } from '../../../fakes/instants.ts';

const nowMs = ms('2026-03-02T00:00:00Z');
const dueIn = (leftMs: number, kind: DeadlineKind = 'ends') => ({
  kind,
  at: instantOf(nowMs + leftMs),
  basis: 'stated' as const,
});
const running = (change: Partial<BandFacts> = {}): BandFacts => ({
  state: 'active',
  nextDeadline: dueIn(day),
  intention: 'undecided',
  ...change,
});

describe('the band of a deadline', () => {
  it.each([
    [minute, 'day'],
    [day, 'day'],
    [day + 1, 'week'],
    [7 * day, 'week'],
    [7 * day + 1, 'later'],
    // Main has not said yet what has become of it.
    [-minute, 'day'],
  ])('%d ms ahead: %s', (leftMs, band) => {
    expect(deadlineBand(dueIn(leftMs), 'undecided', nowMs)).toBe(band);
    expect(deadlineBand(dueIn(leftMs, 'pay-by'), 'undecided', nowMs)).toBe(band);
    expect(deadlineBand(dueIn(leftMs, 'balance'), 'undecided', nowMs)).toBe(band);
  });

  it('data that goes within a day is worse than all else', () => {
    expect(deadlineBand(dueIn(day, 'releases'), 'undecided', nowMs)).toBe('destruction');
    expect(deadlineBand(dueIn(2 * day, 'releases'), 'undecided', nowMs)).toBe('week');
  });

  it('an end that was decided is grey; one that is to be renewed is open again shortly before it', () => {
    expect(deadlineBand(dueIn(hour), 'let-lapse', nowMs)).toBe('decided');
    expect(deadlineBand(dueIn(3 * hour), 'renew', nowMs)).toBe('decided');
    expect(deadlineBand(dueIn(2 * hour), 'renew', nowMs)).toBe('day');
  });

  it('no plan settles a payment that a renewal needs, or when data is destroyed', () => {
    expect(deadlineBand(dueIn(3 * hour, 'pay-by'), 'renew', nowMs)).toBe('day');
    expect(deadlineBand(dueIn(3 * hour, 'pay-by'), 'let-lapse', nowMs)).toBe('decided');
    expect(deadlineBand(dueIn(3 * hour, 'releases'), 'let-lapse', nowMs)).toBe('destruction');
  });
});

describe('the band of a rental', () => {
  it('is that of its next deadline', () => {
    expect(rentalBand(running(), nowMs)).toBe('day');
    expect(rentalBand(running({ state: 'expired', nextDeadline: dueIn(3 * day, 'releases') }), nowMs)).toBe('week');
  });

  it('frozen: the reddest, whatever was said and although nobody knows for how long', () => {
    expect(rentalBand(running({ state: 'frozen', nextDeadline: null, intention: 'let-lapse' }), nowMs)).toBe(
      'destruction',
    );
  });

  it('over is quiet, without an end there is none', () => {
    expect(rentalBand(running({ state: 'expired', nextDeadline: null }), nowMs)).toBe('over');
    expect(rentalBand(running({ state: 'released', nextDeadline: null }), nowMs)).toBe('over');
    expect(rentalBand(running({ nextDeadline: null }), nowMs)).toBe('none');
  });
});
