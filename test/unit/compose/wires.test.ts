import { expect, it } from 'vitest';
import { Wires } from '../../../electron/compose/wires.ts';

it('news goes nowhere once the program quits, while its language stays', () => {
  const told: string[] = [];
  const wires = new Wires('en');
  wires.connect({
    locale: () => 'zh-CN',
    news: (event) => told.push(event),
    activate: () => undefined,
    activateUnknown: () => undefined,
    settingsChanged: () => undefined,
    networkChanged: () => undefined,
  });
  wires.news('app.changed');
  wires.silence();
  wires.news('rental.changed');
  expect([told, wires.locale()]).toEqual([['app.changed'], 'zh-CN']);
});
