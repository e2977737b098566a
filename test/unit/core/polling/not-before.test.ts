import { describe, expect, it } from 'vitest';
import { parkedBy, parkedUntilOf, parkMs } from '../../../../electron/core/polling/not-before.ts';
import { at, ms } from '../../../fakes/instants.ts';

const nowMs = ms('2026-03-02T08:00:00Z');

describe('until when an account is left alone', () => {
  it.each([
    [null, null],
    ['2026-03-02T07:59:59Z', null],
    ['2026-03-02T08:00:00Z', null],
    ['2026-03-02T09:00:00Z', '2026-03-02T09:00:00Z'],
    ['2026-03-03T08:00:00Z', '2026-03-03T08:00:00Z'],
    ['2026-03-03T08:00:01Z', null],
    ['9999-12-31T00:00:00Z', null],
  ])('noted as %s: %s', (noted, until) => {
    expect(parkedUntilOf(noted === null ? null : at(noted), nowMs)).toBe(until === null ? null : at(until));
  });

  it('an instant that has passed still spreads the round that it put off', () => {
    expect(parkMs(at('2026-03-02T07:00:00Z'), nowMs)).toBe(ms('2026-03-02T07:00:00Z'));
  });
});

describe('a failure that asks to come back later', () => {
  const failure = { code: 'provider.rate-limited' } as const;

  it('says the later of both instants, and none further than a day ahead', () => {
    const asked = { ...failure, retryAt: at('2026-03-02T08:00:09Z') };
    expect(parkedBy(asked, ms('2026-03-02T10:00:00Z'), nowMs).retryAt).toBe(at('2026-03-02T10:00:00Z'));
    expect(parkedBy(asked, ms('2099-03-02T10:00:00Z'), nowMs).retryAt).toBe(at('2026-03-03T08:00:00Z'));
    expect(parkedBy({ ...failure, retryAt: at('5138-11-16T09:46:39Z') }, 0, nowMs).retryAt).toBe(
      at('2026-03-03T08:00:00Z'),
    );
  });

  it('stays as it is where nothing lies ahead', () => {
    expect(parkedBy(failure, 0, nowMs)).toBe(failure);
  });
});
