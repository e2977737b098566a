import { expect, it } from 'vitest';
import { instantOf } from '../../../../electron/core/model/instant.ts';
import { clockChoices, snoozeEndsAtMs, type ClockChoice } from '../../../../electron/core/reminders/snooze-end.ts';
import { at, ms } from '../../../fakes/instants.ts';

it.each<[string, ClockChoice, string, string, string]>([
  [
    'an hour, over a change of the clock too',
    'hour',
    'America/New_York',
    '2026-03-08T06:30:00Z',
    '2026-03-08T07:30:00Z',
  ],
  ['tonight is eight in the evening', 'tonight', 'Asia/Shanghai', '2026-03-10T01:00:00Z', '2026-03-10T12:00:00Z'],
  ['tonight, a moment before eight', 'tonight', 'Asia/Shanghai', '2026-03-10T11:59:59Z', '2026-03-10T12:00:00Z'],
  [
    'tonight, when it is over: tomorrow at nine',
    'tonight',
    'Asia/Shanghai',
    '2026-03-10T12:00:00Z',
    '2026-03-11T01:00:00Z',
  ],
  ['tomorrow at nine', 'tomorrow', 'Asia/Shanghai', '2026-03-10T01:00:00Z', '2026-03-11T01:00:00Z'],
  [
    'tomorrow by the date of the zone, not of UTC',
    'tomorrow',
    'Asia/Shanghai',
    '2026-03-10T17:00:00Z',
    '2026-03-12T01:00:00Z',
  ],
  ['tomorrow over the spring change', 'tomorrow', 'Europe/Berlin', '2026-03-28T12:00:00Z', '2026-03-29T07:00:00Z'],
  ['tomorrow over the autumn change', 'tomorrow', 'Europe/Berlin', '2026-10-24T12:00:00Z', '2026-10-25T08:00:00Z'],
])('%s', (_name, choice, zone, now, end) => {
  expect(instantOf(snoozeEndsAtMs(choice, ms(now), zone))).toBe(at(end));
});

it('"tonight" is offered until eight', () => {
  const offered = (now: string) => clockChoices(ms(now), 'Asia/Shanghai');
  expect(offered('2026-03-10T11:59:59Z')).toEqual(['hour', 'tonight', 'tomorrow']);
  expect(offered('2026-03-10T12:00:00Z')).toEqual(['hour', 'tomorrow']);
  expect(offered('2026-03-10T16:00:00Z')).toEqual(['hour', 'tonight', 'tomorrow']);
});
