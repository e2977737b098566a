import { describe, expect, it } from 'vitest';
import type { UpdateStanding } from '../../../../electron/core/model/update.ts';
import {
  afterEvent,
  initialStanding,
  isLookDue,
  type UpdateEvent,
} from '../../../../electron/core/updates/standing.ts';
import { at } from '../../../fakes/instants.ts';

const failure = { code: 'update.unreachable' } as const;
const run = (events: readonly UpdateEvent[], from: UpdateStanding = initialStanding): UpdateStanding =>
  events.reduce(afterEvent, from);
const found = [{ event: 'look' }, { event: 'found', version: '0.2.0' }] as const;
const ready = [...found, { event: 'download' }, { event: 'downloaded' }] as const;

describe('how an update comes along', () => {
  it('is looked for, found, downloaded and installed', () => {
    expect(run([{ event: 'look' }])).toEqual({ ...initialStanding, state: 'looking' });
    expect(run(found)).toEqual({ ...initialStanding, state: 'available', version: '0.2.0' });
    const downloading = run([...found, { event: 'download' }, { event: 'progress', percent: 40 }]);
    expect(downloading).toEqual({ state: 'downloading', version: '0.2.0', percent: 40, failure: null });
    expect(run(ready)).toEqual({ ...initialStanding, state: 'ready', version: '0.2.0' });
    expect(run([...ready, { event: 'install' }]).state).toBe('installing');
  });

  it('says that there is none', () => {
    expect(run([{ event: 'look' }, { event: 'none' }])).toEqual({ ...initialStanding, state: 'current' });
  });

  it('keeps what is known when something fails, and forgets the failure with the next attempt', () => {
    const failed = { event: 'failed', failure } as const;
    expect(run([{ event: 'look' }, failed])).toEqual({ ...initialStanding, failure });
    expect(run([...found, { event: 'download' }, failed])).toMatchObject({ state: 'available', version: '0.2.0' });
    const again = run([...found, { event: 'download' }, failed, { event: 'look' }]);
    expect(again).toMatchObject({ state: 'looking', failure: null });
    expect(run([failed], again)).toMatchObject({ state: 'available', version: '0.2.0', failure });
    expect(run([...ready, { event: 'install' }, failed])).toMatchObject({ state: 'ready', failure });
  });

  it.each<UpdateEvent>([
    { event: 'look' },
    { event: 'found', version: '0.3.0' },
    { event: 'none' },
    { event: 'download' },
    { event: 'progress', percent: 3 },
    { event: 'failed', failure },
  ])('leaves what is ready alone, whatever comes late: $event', (late) => {
    expect(run([late], run(ready))).toEqual(run(ready));
  });

  it('forgets a version that is offered no more', () => {
    expect(run([...found, { event: 'look' }, { event: 'none' }])).toMatchObject({ state: 'current', version: null });
  });
});

describe('a look', () => {
  const now = Date.parse('2026-03-02T09:00:00Z');

  it.each([
    [null, true],
    ['2026-03-02T08:59:59Z', false],
    ['2026-03-01T09:00:01Z', false],
    ['2026-03-01T09:00:00Z', true],
    // The clock was set back.
    ['2026-03-02T09:00:01Z', true],
  ])('after one at %s is due: %s', (lookedAt, isDue) => {
    expect(isLookDue(lookedAt === null ? null : at(lookedAt), now)).toBe(isDue);
  });
});
