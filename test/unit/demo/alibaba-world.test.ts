import { describe, expect, it } from 'vitest';
import { alibabaWorld } from '../../../electron/demo/world/alibaba.ts';
import { jsonText, memberText, type JsonObject } from '../../../electron/demo/world/json.ts';
import { anchor, dayMs, hourMs, minuteMs } from './clients.ts';

const world = alibabaWorld(anchor, 4);
const rowsAt = (ms: number): readonly JsonObject[] => world(new Date(anchor.getTime() + ms));
const utc = (ms: number): string => new Date(anchor.getTime() + ms).toISOString().replace('.000Z', 'Z');
const prepaid = rowsAt(0).filter((row) => row['SubscriptionType'] === 'Subscription');

/** The one row at the anchor whose field says so. */
function theOne(field: string, value: string): JsonObject {
  const [found, ...more] = rowsAt(0).filter((row) => row[field] === value);
  if (found === undefined || more.length > 0) throw new Error(`not one row with ${field} ${value}`);
  return found;
}

/** What the list says of an instance at some instants; null where it is not in the list. */
function follow(row: JsonObject, fields: readonly string[], instants: readonly number[]): unknown[] {
  return instants.map((ms) => {
    const now = rowsAt(ms).find((other) => other['InstanceID'] === row['InstanceID']);
    return now === undefined ? null : fields.map((field) => now[field]);
  });
}

describe('the world of Alibaba Cloud', () => {
  it('is the same for the same anchor and has one row for each id', () => {
    expect(jsonText(alibabaWorld(anchor, 4)(anchor))).toBe(jsonText(rowsAt(0)));
    expect(new Set(rowsAt(0).map((row) => row['InstanceID'])).size).toBe(rowsAt(0).length);
  });

  it('has one to two dozen prepaid instances, newest first, none from the future', () => {
    expect(prepaid.length).toBeGreaterThanOrEqual(12);
    expect(prepaid.length).toBeLessThanOrEqual(20);
    const created = rowsAt(0).map((row) => memberText(row, 'CreateTime'));
    expect(created).toEqual([...created].sort().reverse());
    for (const time of created) expect(time <= utc(0)).toBe(true);
  });

  it('ends within the hour, the day, the week, the month and later, in five regions and five products', () => {
    const endsWithin = (fromMs: number, untilMs: number): number =>
      prepaid.filter((row) => {
        const end = memberText(row, 'EndTime');
        return end >= utc(fromMs) && end < utc(untilMs);
      }).length;
    const bounds = [0, hourMs, dayMs, 7 * dayMs, 30 * dayMs, 400 * dayMs];
    for (const [index, from] of bounds.slice(0, -1).entries()) {
      expect(endsWithin(from, bounds[index + 1] ?? 0)).toBeGreaterThan(0);
    }
    const kinds = (field: string): number => new Set(prepaid.map((row) => row[field])).size;
    expect([kinds('Region'), kinds('ProductCode'), kinds('RenewStatus')]).toEqual([5, 5, 3]);
  });

  it.each(['Creating', 'WaitForExpire', 'Normal', 'Expired'])('shows the status %s', (status) => {
    expect(prepaid.map((row) => row['Status'])).toContain(status);
  });

  it('ends whole days at midnight in Beijing', () => {
    const later = prepaid.map((row) => memberText(row, 'EndTime')).filter((end) => end > utc(2 * dayMs));
    for (const end of later) expect(end).toMatch(/T16:00:00Z$/);
  });

  it('states no end for what is paid by use, in two ways', () => {
    const byUse = rowsAt(0).filter((row) => row['SubscriptionType'] === 'PayAsYouGo');
    expect(byUse.map((row) => row['EndTime']).sort()).toEqual(['', '2099-12-31T16:00:00Z']);
  });

  it('keeps an expired instance with its release ahead', () => {
    const expired = prepaid.filter((row) => row['Status'] === 'Expired' && row['Region'] === 'ap-southeast-1');
    expect(expired).toHaveLength(1);
    const [row] = expired;
    expect(Date.parse(memberText(row, 'ExpectedReleaseTime')) - Date.parse(memberText(row, 'EndTime'))).toBe(
      15 * dayMs,
    );
    expect(memberText(row, 'ExpectedReleaseTime') > utc(9 * dayMs)).toBe(true);
    expect(row?.['ReleaseTime']).toBe('');
  });

  it('renews some by itself, for months or a year, though a charge may fail', () => {
    const auto = prepaid.filter((row) => row['RenewStatus'] === 'AutoRenewal');
    expect(new Set(auto.map((row) => row['RenewalDurationUnit']))).toEqual(new Set(['M', 'Y']));
    for (const row of auto) expect(row['RenewalDuration']).toBeGreaterThan(0);
    // Nine days before its end it should have been charged.
    expect(auto.some((row) => memberText(row, 'EndTime') < utc(3 * dayMs))).toBe(true);
  });
});

describe('it moves with the clock', () => {
  it('ends a host and its disk together', () => {
    const soon = prepaid.filter((row) => row['EndTime'] === utc(38 * minuteMs));
    expect(soon.map((row) => row['ProductCode']).sort()).toEqual(['ecs', 'yundisk']);
    const [row = {}] = soon;
    expect(follow(row, ['Status'], [38 * minuteMs - 1, 38 * minuteMs])).toEqual([['Normal'], ['Expired']]);
  });

  it('renews one by hand', () => {
    const row = theOne('EndTime', utc(190 * minuteMs));
    const [before, after] = follow(row, ['EndTime'], [8 * minuteMs - 1, 8 * minuteMs]);
    expect([before, after]).toEqual([[utc(190 * minuteMs)], ['2025-10-16T07:10:00Z']]);
  });

  it('counts a late renewal from the old end', () => {
    const row = theOne('EndTime', utc(-15 * minuteMs));
    expect(follow(row, ['Status', 'EndTime'], [0, 12 * minuteMs])).toEqual([
      ['Expired', utc(-15 * minuteMs)],
      ['Normal', '2025-10-16T03:45:00Z'],
    ]);
  });

  it('renews one by itself at 08:00 in Beijing on the ninth day before its end', () => {
    const row = theOne('EndTime', '2025-09-28T16:00:00Z');
    const chargedAt = Date.parse('2025-09-20T00:00:00Z') - anchor.getTime();
    expect(row['RenewStatus']).toBe('AutoRenewal');
    expect(follow(row, ['EndTime'], [chargedAt - 1, chargedAt])).toEqual([
      ['2025-09-28T16:00:00Z'],
      ['2025-10-28T16:00:00Z'],
    ]);
  });

  it('releases one, says so for ten minutes, and forgets it', () => {
    const releasesAt = 18 * minuteMs;
    const row = theOne('ExpectedReleaseTime', utc(releasesAt));
    const instants = [releasesAt - 1, releasesAt, releasesAt + 10 * minuteMs - 1, releasesAt + 10 * minuteMs];
    const released = [utc(releasesAt)];
    expect(follow(row, ['ReleaseTime'], instants)).toEqual([[''], released, released, null]);
  });

  it('delivers what is being created: only then has it an end', () => {
    const row = theOne('Status', 'Creating');
    const [before, after] = follow(row, ['Status', 'EndTime'], [3 * minuteMs - 1, 3 * minuteMs]);
    expect([before, after]).toEqual([
      ['Creating', ''],
      ['Normal', '2025-10-17T16:00:00Z'],
    ]);
  });

  it('buys one', () => {
    const statuses = [5 * minuteMs - 1, 5 * minuteMs, 7 * minuteMs].map((ms) => {
      const known = new Set(rowsAt(0).map((row) => row['InstanceID']));
      return rowsAt(ms).find((row) => !known.has(row['InstanceID']))?.['Status'];
    });
    expect(statuses).toEqual([undefined, 'Creating', 'Normal']);
  });
});
