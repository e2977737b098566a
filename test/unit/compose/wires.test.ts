import { expect, it } from 'vitest';
import { Wires } from '../../../electron/compose/wires.ts';
import type { Locale } from '../../../electron/core/model/settings.ts';

it('speaks the user’s language to the end, without asking a store that is closed', () => {
  let stored: Locale = 'zh-CN';
  let isOpen = true;
  const wires = new Wires('en');
  expect(wires.locale()).toBe('en');
  const heard: string[] = [];
  wires.connect({
    locale: () => {
      if (!isOpen) throw new Error('database is not open');
      return stored;
    },
    news: (event) => heard.push(event),
    activate: () => undefined,
    activateUnknown: () => undefined,
    settingsChanged: () => undefined,
    networkChanged: () => undefined,
  });
  expect(wires.locale()).toBe('zh-CN');
  stored = 'en';
  expect(wires.locale()).toBe('en');
  wires.silence();
  isOpen = false;
  expect(wires.locale()).toBe('en');
  wires.news('app.changed');
  expect(heard).toEqual([]);
});
