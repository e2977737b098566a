import { describe, expect, it } from 'vitest';
import { initialSettings } from '../../../electron/contract/settings.ts';
import { readSettings, writeSetting, writeSettings } from '../../../electron/store/settings.ts';
import { aStore } from '../../fakes/store.ts';

const stored = (name: string, value: unknown) => {
  const { database } = aStore();
  writeSetting(database, name, value);
  return readSettings(database);
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
    expect(readSettings(database).notifications.usual).toBe('inbox');
    const notifications = { urgent: 'sound', usual: 'silent', news: 'inbox' } as const;
    writeSettings(database, { notifications });
    expect(readSettings(database)).toEqual({ ...initialSettings, theme: 'dark', notifications });
  });
});

it.each([
  ['a word that is no choice', { urgent: 'loud', usual: 'sound', news: 'sound' }],
  ['a severity that is missing', { urgent: 'sound', usual: 'sound' }],
  ['one too many', { urgent: 'sound', usual: 'sound', news: 'sound', other: 'sound' }],
])('%s is no setting', (_name, value) => {
  expect(stored('notifications', value).notifications).toEqual(initialSettings.notifications);
});
