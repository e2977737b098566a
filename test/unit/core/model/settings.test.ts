import { describe, expect, it } from 'vitest';
import { initialSettings } from '../../../../electron/core/model/settings.ts';
import { writeSetting } from '../../../../electron/edges/store/setting-rows.ts';
import {
  readNetwork,
  readSettings,
  unknownQuietZone,
  writeSettings,
} from '../../../../electron/edges/store/settings.ts';
import { aStore } from '../../../fakes/store.ts';
import { systemTimeZone } from '../../../../electron/edges/system/time-zone.ts';

const stored = (name: string, value: unknown) => {
  const { database } = aStore();
  writeSetting(database, name, value);
  return readSettings(database, systemTimeZone);
};

describe('the one choice for the desktop that was stored before each severity had its own', () => {
  it.each([
    ['all', { urgent: 'sound', usual: 'sound', news: 'sound' }],
    // It said: the last hour, data about to be destroyed, and changes.
    ['urgent', { urgent: 'sound', usual: 'inbox', news: 'sound' }],
    ['none', { urgent: 'inbox', usual: 'inbox', news: 'inbox' }],
    ['nonsense', initialSettings.notifications],
    [7, initialSettings.notifications],
  ])('%s is read as what it meant', (desktop, notifications) => {
    expect(stored('desktop', desktop).notifications).toEqual(notifications);
  });

  it('holds no longer once the user says something else, whatever else is changed meanwhile', () => {
    const { database } = aStore();
    writeSetting(database, 'desktop', 'none');
    writeSettings(database, { theme: 'dark' });
    expect(readSettings(database, systemTimeZone).notifications.usual).toBe('inbox');
    const notifications = { urgent: 'sound', usual: 'silent', news: 'inbox' } as const;
    writeSettings(database, { notifications });
    expect(readSettings(database, systemTimeZone)).toEqual({ ...initialSettings, theme: 'dark', notifications });
  });
});

it.each([
  ['a word that is no choice', { urgent: 'loud', usual: 'sound', news: 'sound' }],
  ['a severity that is missing', { urgent: 'sound', usual: 'sound' }],
  ['one too many', { urgent: 'sound', usual: 'sound', news: 'sound', other: 'sound' }],
])('%s is no setting', (_name, value) => {
  expect(stored('notifications', value).notifications).toEqual(initialSettings.notifications);
});

it.each<[string, unknown]>([
  ['an unknown class', { '90d': [0] }],
  ['seconds', { '28d': [90_000] }],
  ['after the end', { '28d': [-60_000] }],
  ['more than a leap year ahead', { '28d': [367 * 86_400_000] }],
  ['too many', { '28d': Array.from({ length: 13 }, (_, index) => index * 60_000) }],
  ['nothing, not even the end', { '28d': [] }],
  ['a text', { '28d': ['1d'] }],
  ['no list', { '28d': 60_000 }],
  ['as none', { '28d': null }],
])('points that are %s are the usual ones', (_name, value) => {
  expect(stored('points', value).points).toEqual({});
});

it('points of some classes are kept as they are', () => {
  const points = { '28d': [86_400_000, 0], balance: [0] };
  expect(stored('points', points).points).toEqual(points);
});

describe('a damaged setting', () => {
  const names = [
    'locale',
    'theme',
    'quietHours',
    'mutedUntil',
    'notifications',
    'desktop',
    'points',
    'proxy',
    'extraCa',
  ];
  const damages = [
    ['no JSON', 'none'],
    ['nothing', ''],
    ['half of it', '{"from":"22:00"'],
    ['a number', '7'],
    ['a list', '[]'],
    ['an object', '{"__proto__":{"proxy":"http://evil.example:1"}}'],
    ['an absurd text', JSON.stringify('\u0000'.repeat(9_000))],
  ] as const;
  const cases = names.flatMap((name) => damages.map(([kind, value]) => [name, kind, value] as const));

  it.each(cases)('%s as %s is the initial one, and no other is touched', (name, _kind, value) => {
    const { database } = aStore();
    writeSetting(database, name === 'theme' ? 'locale' : 'theme', name === 'theme' ? 'en' : 'dark');
    database.run('INSERT INTO setting (name, value) VALUES (?, ?)', name, value);
    const others = name === 'theme' ? { locale: 'en' } : { theme: 'dark' };
    expect(readSettings(database, systemTimeZone)).toEqual({ ...initialSettings, ...others });
    expect(unknownQuietZone(database)).toBeNull();
    const isNetwork = name === 'proxy' || name === 'extraCa';
    expect(readNetwork(database).damaged).toEqual(isNetwork ? [name] : []);
  });

  it('that says null is damaged where null says nothing', () => {
    const { database } = aStore();
    writeSetting(database, 'extraCa', null);
    expect(readNetwork(database).damaged).toEqual([]);
    writeSetting(database, 'proxy', null);
    expect(readNetwork(database).damaged).toEqual(['proxy']);
  });
});
