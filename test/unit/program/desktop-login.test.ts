import { expect, it } from 'vitest';
import { failed, success } from '../../../electron/core/model/failure.ts';
import type { LoginItem } from '../../../electron/core/model/login-item.ts';
import { LoginDesk } from '../../../electron/program/desktop/login-desk.ts';

const aDesk = (item: LoginItem, takes = true) => {
  const state = { item, asked: false, changes: 0 };
  const desk = new LoginDesk({
    items: {
      read: () => Promise.resolve(state.item),
      set: (on) => {
        if (!takes) return Promise.resolve(failed('login.refused'));
        state.item = { state: on ? 'on' : 'off', why: null };
        return Promise.resolve(success(null));
      },
    },
    wasAsked: () => state.asked,
    noteAsked: () => (state.asked = true),
    onChanged: () => (state.changes += 1),
  });
  return { state, desk };
};

it('asks while it is off, and never again after any word of the user', async () => {
  for (const on of [true, false]) {
    const { desk } = aDesk({ state: 'off', why: null });
    expect((await desk.view()).asks).toBe(true);
    expect(await desk.set({ on })).toEqual(success(null));
    await desk.set({ on: false });
    expect(await desk.view()).toEqual({ state: 'off', why: null, asks: false });
  }
});

it.each<LoginItem>([
  { state: 'on', why: null },
  { state: 'unavailable', why: 'login_not_installed' },
  { state: 'off', why: 'login_switched_off' },
])('does not ask where that is settled: %j', async (item) => {
  expect(await aDesk(item).desk.view()).toEqual({ ...item, asks: false });
});

it('tells what the system refuses, and that all is to be looked at again', async () => {
  const { state, desk } = aDesk({ state: 'off', why: null }, false);
  expect(await desk.set({ on: true })).toEqual(failed('login.refused'));
  expect(state.changes).toBe(1);
});
