import { expect, it } from 'vitest';
import { hour, minute } from '../../../../electron/core/model/instant.ts';
import { initialSettings } from '../../../../electron/core/model/settings.ts';
import {
  channelsFor,
  severityOf,
  type Severity,
  type SeverityFacts,
} from '../../../../electron/core/model/severity.ts';

it.each<[string, SeverityFacts, Severity]>([
  ['a week before the end', { rule: '28d', deadline: 'ends', pointMs: 168 * hour }, 'usual'],
  ['a minute more than an hour before it', { rule: 'account', deadline: 'ends', pointMs: hour + minute }, 'usual'],
  ['an hour before it', { rule: 'under-24h', deadline: 'ends', pointMs: hour }, 'urgent'],
  ['the end itself', { rule: '28d', deadline: 'ends', pointMs: 0 }, 'urgent'],
  ['five minutes before payment is due', { rule: 'pay-by', deadline: 'pay-by', pointMs: 5 * minute }, 'urgent'],
  ['half a day before payment is due', { rule: 'pay-by', deadline: 'pay-by', pointMs: 12 * hour }, 'usual'],
  ['frozen data', { rule: 'frozen', deadline: 'releases', pointMs: 15 * minute }, 'urgent'],
  ['data that is kept three days more', { rule: '7d', deadline: 'releases', pointMs: 72 * hour }, 'urgent'],
  ['a week before it is deleted at its end', { rule: '28d', deadline: 'releases', pointMs: 168 * hour }, 'urgent'],
  ['ten days before it renews itself', { rule: 'renews-itself', deadline: 'ends', pointMs: 240 * hour }, 'usual'],
  ['an end at which it did not renew itself', { rule: 'renews-itself', deadline: 'ends', pointMs: 0 }, 'urgent'],
  ['that data froze', { rule: 'change', deadline: 'releases', pointMs: 0 }, 'urgent'],
  ['that something was delivered', { rule: 'change', deadline: 'ends', pointMs: 0 }, 'news'],
  [
    'an end tomorrow that nobody can confirm',
    { rule: 'cannot-confirm', deadline: 'ends', pointMs: 20 * hour },
    'usual',
  ],
  [
    'an end within the hour that nobody can confirm',
    { rule: 'cannot-confirm', deadline: 'ends', pointMs: minute },
    'urgent',
  ],
])('%s', (_name, facts, severity) => {
  expect(severityOf(facts)).toBe(severity);
});

it('the inbox is told whatever the desktop does', () => {
  const facts: SeverityFacts = { rule: '28d', deadline: 'ends', pointMs: 168 * hour };
  const { notifications } = initialSettings;
  expect(channelsFor(facts, { ...notifications, usual: 'sound' })).toEqual(['native', 'inbox']);
  expect(channelsFor(facts, { ...notifications, usual: 'silent' })).toEqual(['native', 'inbox']);
  expect(channelsFor(facts, { ...notifications, usual: 'inbox' })).toEqual(['inbox']);
  expect(channelsFor(facts, { ...notifications, urgent: 'inbox', news: 'inbox' })).toEqual(['native', 'inbox']);
});
