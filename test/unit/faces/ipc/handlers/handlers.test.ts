import { expect, it } from 'vitest';
import { requestNames } from '../../../../../electron/contract/requests.ts';
import { createHandlers } from '../../../../../electron/faces/ipc/handlers/handlers.ts';
import { aDesktop } from '../../../../fakes/desktop.ts';
import { anEngine } from '../../../../fakes/engine.ts';
import { aStore } from '../../../../fakes/store.ts';

it('every request of the contract has a handler, and every handler is for one', () => {
  const handlers = createHandlers(aDesktop(anEngine(aStore(), () => 0)));
  expect(Object.keys(handlers).sort()).toEqual([...requestNames].sort());
});
