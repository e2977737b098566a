import { describe, expect, it } from 'vitest';
import type { ChangeKind } from '../../../../electron/core/model/sync.ts';
import { ringingChange } from '../../../../electron/core/reminders/changes.ts';
import { at } from '../../../fakes/instants.ts';
import { aRental } from '../../../fakes/rentals.ts';

const change = (kind: ChangeKind) => ({
  kind,
  rentalId: 'acc1:order-1/item-1',
  providerOrderId: 'order-1',
  before: null,
  after: null,
});
const releases = {
  at: at('2026-03-20T12:30:00Z'),
  surelyAt: at('2026-03-20T12:40:00Z'),
  basis: 'derived',
  note: 'frozen-window',
} as const;

describe('changes that cannot wait', () => {
  it.each<ChangeKind>(['delivered', 'expired', 'released', 'refunded', 'failed', 'lapsed'])('%s rings', (kind) => {
    expect(ringingChange(change(kind), aRental())).toMatchObject({ kind });
  });

  it('frozen rings for the data', () => {
    expect(ringingChange(change('expired'), aRental({ phase: 'frozen', releases }))).toMatchObject({
      kind: 'frozen',
      deadline: 'releases',
      deadlineAt: releases.at,
      basis: 'derived',
    });
  });

  const renewed = { ...change('renewed'), before: at('2026-04-01T00:00:00Z'), after: at('2026-05-01T00:00:00Z') };

  it('a renewal rings for the end that the user said they would renew, and for no other', () => {
    expect(ringingChange(renewed, aRental(), at('2026-04-01T00:00:00Z'))).toMatchObject({
      kind: 'renewed',
      deadline: 'ends',
    });
    expect(ringingChange(renewed, aRental(), at('2026-03-01T00:00:00Z'))).toBeNull();
    expect(ringingChange(renewed, aRental(), null)).toBeNull();
  });

  it('what a rental without any end did is no renewal that was awaited', () => {
    expect(ringingChange(change('renewed'), aRental(), null)).toBeNull();
  });

  it.each<ChangeKind>(['placed', 'paid', 'renewed', 'endMoved', 'vanished'])('%s can wait', (kind) => {
    expect(ringingChange(change(kind), aRental())).toBeNull();
  });

  it('what vanished rings where a deadline lay ahead, which nobody would hear of any more', () => {
    const vanished = aRental({ phase: 'vanished' });
    expect(ringingChange({ ...change('vanished'), silences: true }, vanished)).toMatchObject({
      kind: 'vanished',
      deadline: 'ends',
      deadlineAt: vanished.end.at,
    });
  });
});
