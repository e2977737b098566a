import { describe, expect, it } from 'vitest';
import type { End } from '../../../../electron/core/model/deadline.ts';
import type { ChangeKind } from '../../../../electron/core/model/sync.ts';
import { overruledPoints } from '../../../../electron/core/reminders/overruled.ts';
import { nothingTold } from '../../../../electron/core/reminders/plan.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { estimated, stated } from '../../../fakes/orders.ts';
import { aRental } from '../../../fakes/rentals.ts';

const passed = '2026-03-15T12:00:00Z';
const overruled = (kind: ChangeKind, end: End) =>
  overruledPoints(kind, aRental({ end }), nothingTold, ms('2026-03-15T12:05:00Z')).map(({ pointMs }) => pointMs);

describe('an estimated end that has passed', () => {
  it.each<ChangeKind>(['delivered', 'renewed'])('is overruled as its rental begins to run (%s)', (kind) => {
    expect(overruled(kind, estimated(passed))).toEqual([0]);
  });

  it.each<ChangeKind>(['placed', 'paid', 'endMoved', 'expired', 'released', 'failed', 'vanished'])(
    'is not overruled by anything else (%s)',
    (kind) => {
      expect(overruled(kind, estimated(passed))).toEqual([]);
    },
  );

  it('is overruled neither while it lies ahead nor where it is no estimate', () => {
    expect(overruled('renewed', estimated('2026-03-15T13:00:00Z'))).toEqual([]);
    expect(overruled('renewed', stated(passed))).toEqual([]);
    const corrected = { at: at(passed), basis: 'corrected', note: 'corrected-by-user', earliestAt: null } as const;
    expect(overruled('renewed', corrected)).toEqual([]);
  });
});
