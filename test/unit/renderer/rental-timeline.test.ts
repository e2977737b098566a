import { describe, expect, it } from 'vitest';
import { rentalIdOf, reminderIdOf } from '../../../electron/core/model/ids.ts';
import type { ReminderView } from '../../../electron/core/model/reminder.ts';
import type { RentalDetail } from '../../../electron/contract/views.ts';
import { timelineOf } from '../../../renderer/format/rental-timeline.ts';
import { at, ms } from '../../fakes/instants.ts';

const rentalId = rentalIdOf('r-1');
const setting = { locale: 'en', timeZone: 'UTC' } as const;

const rung = (fireAt: string, change: Partial<ReminderView> = {}): ReminderView => ({
  id: reminderIdOf(fireAt),
  rentalId,
  account: 'Lab',
  title: 'node-7',
  deadline: 'ends',
  deadlineAt: at('2026-11-20T12:00:00Z'),
  basis: 'stated',
  pointMs: 2 * 3_600_000,
  fireAt: at(fireAt),
  rule: '28d',
  channels: ['native', 'inbox'],
  state: 'shown',
  reason: null,
  attempts: 1,
  shownAt: null,
  ...change,
});

const moved: RentalDetail['changes'][number] = {
  kind: 'endMoved',
  rentalId,
  providerOrderId: null,
  before: '2026-11-20T12:00:00Z',
  after: '2026-11-21T12:00:00Z',
  at: at('2026-11-19T08:00:00Z'),
};

const timeline = (reminders: readonly ReminderView[], changes = [moved]) =>
  timelineOf({ changes, reminders }, ms('2026-11-20T10:30:00Z'), setting);

describe('the history of a rental', () => {
  it('has what changed and what rang in one line of time, newest first', () => {
    const entries = timeline([rung('2026-11-20T10:00:00Z'), rung('2026-11-17T12:00:00Z', { pointMs: 3 * 86_400_000 })]);
    expect(entries.map(({ at: when, kind }) => [when, kind])).toEqual([
      ['2026-11-20T10:00:00.000Z', 'ring'],
      ['2026-11-19T08:00:00.000Z', 'change'],
      ['2026-11-17T12:00:00.000Z', 'ring'],
    ]);
    expect(entries[0]?.what).toMatch(/2 hours before the end/i);
    expect(entries[1]).toMatchObject({ what: 'End moved', more: 'Nov 20, 12:00 → Nov 21, 12:00' });
  });

  it('puts what was shown late where it was shown', () => {
    const late = rung('2026-11-18T12:00:00Z', { shownAt: at('2026-11-20T09:00:00Z') });
    expect(timeline([late]).map(({ at: when }) => when)).toEqual([
      '2026-11-20T09:00:00.000Z',
      '2026-11-19T08:00:00.000Z',
    ]);
  });

  it('says what became of what did not ring', () => {
    const quiet = rung('2026-11-20T02:00:00Z', { state: 'suppressed', reason: 'quiet' });
    expect(timeline([quiet], [])[0]?.more).toMatch(/quiet hours/);
  });

  it('leaves out what is to come', () => {
    expect(timeline([rung('2026-11-20T12:00:00Z', { state: 'planned', pointMs: 0 })], [])).toEqual([]);
  });
});
