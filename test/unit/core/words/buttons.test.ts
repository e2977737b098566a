import { expect, it } from 'vitest';
import { reminderIdOf, rentalIdOf } from '../../../../electron/core/model/ids.ts';
import { speakIn } from '../../../../electron/core/words/words.ts';
import { buttonsFor } from '../../../../electron/core/words/ring-buttons.ts';
import type { RingSubject } from '../../../../electron/core/reminders/ring.ts';
import { at, ms } from '../../../fakes/instants.ts';

const subject: RingSubject = {
  ids: [reminderIdOf('m1')],
  rentalId: rentalIdOf('r1'),
  deadline: 'ends',
  provider: 'qiniu',
  rule: '28d',
  deadlineAt: at('2026-04-01T00:00:00Z'),
  countsTo: at('2026-04-01T00:00:00Z'),
};

it.each<[string, RingSubject | null, string, readonly string[]]>([
  ['the end a day ahead', subject, '2026-03-31T00:00:00Z', ['later', 'renew', 'let-lapse']],
  ['the end an hour ahead: later would be too late', subject, '2026-03-31T23:00:00Z', ['renew', 'let-lapse']],
  ['an end that has come', subject, '2026-04-01T00:00:00Z', []],
  [
    'a bill that is due tomorrow',
    { ...subject, deadline: 'pay-by', rule: 'pay-by' },
    '2026-03-31T00:00:00Z',
    ['later'],
  ],
  ['data of a frozen rental', { ...subject, deadline: 'releases', rule: 'frozen' }, '2026-03-31T23:45:00Z', []],
  ['a test', { ...subject, rule: 'test' }, '2026-03-31T00:00:00Z', []],
  ['a summary', null, '2026-03-31T00:00:00Z', []],
])('%s', (_name, about, now, presses) => {
  expect(buttonsFor(about, ms(now), false).map(({ press }) => press)).toEqual(presses);
});

it('a console comes first where its address is known, and no desktop gets more than three', () => {
  const presses = (now: string) => buttonsFor(subject, ms(now), true).map(({ press }) => press);
  expect(presses('2026-03-31T00:00:00Z')).toEqual(['console', 'later', 'let-lapse']);
  expect(presses('2026-04-01T00:00:00Z')).toEqual([]);
});

it('no button says "renew" alone: in a console that pays', () => {
  speakIn(() => 'en');
  const labels = buttonsFor(subject, ms('2026-03-31T00:00:00Z'), false).map(({ label }) => label);
  expect(labels).toEqual(['Again in 1 hour', "I'll renew it", 'Let it end']);
});
