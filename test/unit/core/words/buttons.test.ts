import { expect, it } from 'vitest';
import { reminderIdOf, rentalIdOf } from '../../../../electron/core/model/ids.ts';
import { buttonsFor } from '../../../../electron/core/words/ring-buttons.ts';
import type { RingSubject } from '../../../../electron/core/reminders/ring.ts';
import { at, ms } from '../../../fakes/instants.ts';

const subject: RingSubject = {
  ids: [reminderIdOf('m1')],
  rentalId: rentalIdOf('r1'),
  deadline: 'ends',
  rule: '28d',
  deadlineAt: at('2026-04-01T00:00:00Z'),
  countsTo: at('2026-04-01T00:00:00Z'),
};

it.each<[string, RingSubject | null, string, readonly string[]]>([
  ['the end a day ahead', subject, '2026-03-31T00:00:00Z', ['later', 'let-lapse']],
  ['the end an hour ahead: later would be too late', subject, '2026-03-31T23:00:00Z', ['let-lapse']],
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
])('%s', (_name, about, now, answers) => {
  expect(buttonsFor(about, ms(now)).map(({ decision: answer }) => answer)).toEqual(answers);
});
