import { describe, expect, it } from 'vitest';
import { withKnownNames } from '../../../../electron/core/rentals/known-items.ts';
import { anItem } from '../../../fakes/orders.ts';

const item = (id: string, resourceId: string | null = null, resourceType: string | null = 'instance') =>
  anItem({ id, resourceId, resourceType });
const names = (read: readonly ReturnType<typeof item>[], known: readonly ReturnType<typeof item>[]) =>
  withKnownNames(read, known).map(({ id, resourceId }) => [id, resourceId]);

describe('the items of an order that is known', () => {
  it('keep the resource that one response leaves out', () => {
    expect(names([item('h-instance-1')], [item('h-instance-1', 'i-1')])).toEqual([['h-instance-1', 'i-1']]);
    expect(names([item('h-instance-1', 'i-2')], [item('h-instance-1', 'i-1')])).toEqual([['h-instance-1', 'i-2']]);
  });

  it('keep the id that was counted by a type that is left out, or is said again', () => {
    expect(names([item('h-item-1', 'i-1', null)], [item('h-instance-1', 'i-1')])).toEqual([['h-instance-1', 'i-1']]);
    expect(names([item('h-item-1', null, null)], [item('h-instance-1')])).toEqual([['h-instance-1', null]]);
    expect(names([item('h-instance-1')], [item('h-item-1', null, null)])).toEqual([['h-item-1', null]]);
  });

  it('are told apart by their resources where the counting shifts', () => {
    const known = [item('h-disk-1', 'd-1', 'disk'), item('h-instance-1', 'i-1'), item('h-disk-2', 'd-2', 'disk')];
    const read = [item('h-item-1', 'd-1', null), item('h-instance-1', 'i-1'), item('h-disk-1', 'd-2', 'disk')];
    expect(names(read, known)).toEqual(names(known, known));
    expect(names([...read].reverse(), known)).toEqual(names([...known].reverse(), known));
  });

  it('that are others, or more or fewer than before, keep what they say', () => {
    expect(names([item('b', 'i-2')], [item('a', 'i-1')])).toEqual([['b', 'i-2']]);
    expect(names([item('b', null, 'disk')], [item('a', null, 'instance')])).toEqual([['b', null]]);
    expect(names([item('b'), item('c')], [item('a')])).toEqual([
      ['b', null],
      ['c', null],
    ]);
  });

  it('never come to share an id', () => {
    const known = [item('a', 'i-1'), item('b', 'i-2')];
    expect(names([item('a', 'i-2'), item('c', 'i-3'), item('b', 'i-4')], known).map(([id]) => id)).toEqual([
      'a',
      'c',
      'b',
    ]);
  });

  it('are the very same where nothing is kept', () => {
    const read = [item('a', 'i-1'), item('b')];
    expect(withKnownNames(read, [item('a', 'i-1'), item('b')])).toBe(read);
  });
});
