import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../electron/core/model/order.ts';
import { rawGroups } from '../../../renderer/format/raw-fields.ts';
import { ms } from '../../fakes/instants.ts';

const setting = { locale: 'en', timeZone: 'Asia/Shanghai' } as const;
const laidOut = (...facts: readonly (readonly [path: string, value: string | null])[]) =>
  rawGroups(
    facts.map(([path, value]): Fact => ({ path, value })),
    ms('2026-11-18T02:20:00Z'),
    setting,
  );
const timeOf = (path: string, value: string) => laidOut([path, value])[0]?.fields[0]?.time;

describe('the fields of a response as they were sent', () => {
  it('stand under the object that they lie in, in the order in which they came', () => {
    const groups = laidOut(
      ['id', '7'],
      ['order.bo_order.id', '158091415'],
      ['order.bo_order.fee', null],
      ['order.items[0].name', 'gpu'],
      ['order.items[1].name', 'disk'],
      ['status', 'new'],
    );
    expect(groups.map(({ path, fields }) => [path, fields.map(({ name, value }) => [name, value])])).toEqual([
      ['', [['id', '7']]],
      [
        'order.bo_order',
        [
          ['id', '158091415'],
          ['fee', null],
        ],
      ],
      ['order.items[0]', [['name', 'gpu']]],
      ['order.items[1]', [['name', 'disk']]],
      ['', [['status', 'new']]],
    ]);
  });

  it('say a time in words beside what was sent, where it is one', () => {
    expect(timeOf('expired_time', '2026-11-23T18:00:00+08:00')).toBe('Nov 23, 18:00');
    expect(timeOf('productEndTime', '1795428000')).toBe('Nov 23, 18:00');
    expect(timeOf('order.createdAt', '1795428000000')).toBe('Nov 23, 18:00');
  });

  it.each([
    ['id', '1795428000'],
    ['quota', '1795428000'],
    ['format', '1795428000'],
    ['end_time', '0'],
    ['end_time', '0001-01-01T00:00:00Z'],
    ['end_time', '20261123'],
    ['cpu_count', '16'],
  ])('say no time for %s %s', (path, value) => expect(timeOf(path, value)).toBeNull());

  it('lay out JSON that was sent as text, and leave what only looks like it', () => {
    expect(laidOut(['extra', '{"a":[1,"b"]}'])[0]?.fields[0]).toMatchObject({
      value: '{\n  "a": [\n    1,\n    "b"\n  ]\n}',
      isLaidOut: true,
    });
    expect(laidOut(['extra', '{a}'])[0]?.fields[0]).toMatchObject({ value: '{a}', isLaidOut: false });
    expect(laidOut(['extra', '12'])[0]?.fields[0]).toMatchObject({ value: '12', isLaidOut: false });
  });
});
