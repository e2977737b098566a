import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { consoleTo, tellWarnings } from '../../../../electron/edges/system/own-console.ts';

it('what a library prints goes where it is sent, whatever it takes it for', () => {
  const told: string[] = [];
  const own = consoleTo((text) => told.push(text));
  own.info('[notifier options]', '训练机');
  own.warn("Didn't write bytes to closed stream");
  own.error(new Error('odd').message);
  own.log('a %s', 'b');
  expect(told).toEqual(['[notifier options] 训练机', "Didn't write bytes to closed stream", 'odd', 'a b']);
});

it("the runtime's warnings are told once, and no longer written by the runtime", () => {
  const source = new EventEmitter();
  const [written, told]: string[][] = [[], []];
  source.on('warning', ({ message }: Error) => written?.push(message));
  tellWarnings(source, (text) => told?.push(text));
  source.emit('warning', Object.assign(new Error('11 listeners'), { name: 'MaxListenersExceededWarning' }));
  expect([written, told]).toEqual([[], ['MaxListenersExceededWarning: 11 listeners']]);
});
