import { expect, it } from 'vitest';
import { trayWatcher } from '../../../../electron/edges/dbus/tray-host.ts';
import { watchTray } from '../../../../electron/edges/dbus/tray-watch.ts';
import { watchUnlocking } from '../../../../electron/edges/dbus/unlocking.ts';
import { fakeBus } from '../../channels/desktop/fake-bus.ts';
import { FakeLink } from '../../channels/desktop/fake-link.ts';

/** A desktop whose tray the test puts up and takes away. */
const aTray = async (isThere: boolean, platform: NodeJS.Platform = 'linux') => {
  const state = { isThere };
  const link = new FakeLink();
  const heard: boolean[] = [];
  const bus = { ...fakeBus({}), hasOwner: () => Promise.resolve(state.isThere) };
  await watchTray({ platform, bus, link }, (there) => heard.push(there));
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return { state, link, heard, settled };
};

it('tells of the tray once, and again when it came or went', async () => {
  const { state, link, heard, settled } = await aTray(false);
  expect(heard).toEqual([false]);
  link.signal('StatusNotifierHostRegistered');
  await settled();
  expect(heard).toEqual([false]);
  state.isThere = true;
  link.signal('NameOwnerChanged', trayWatcher, '', ':1.7');
  await settled();
  state.isThere = false;
  link.signal('StatusNotifierHostUnregistered');
  await settled();
  expect(heard).toEqual([false, true, false]);
});

it('of several changes at once the last word is of the last, and what changed while nobody listened is looked up', async () => {
  const { state, link, heard, settled } = await aTray(false);
  state.isThere = true;
  link.signal('StatusNotifierHostRegistered');
  state.isThere = false;
  link.signal('StatusNotifierHostUnregistered');
  await settled();
  expect(heard).toEqual([false]);
  state.isThere = true;
  link.reconnect();
  await settled();
  expect(heard).toEqual([false, true]);
});

it('is always there on other systems', async () => {
  expect((await aTray(false, 'win32')).heard).toEqual([true]);
});

it('a screen that is unlocked is told, one that is locked is not; so is a keyring that changed', () => {
  const link = new FakeLink();
  const heard: string[] = [];
  watchUnlocking(link, { onScreen: () => void heard.push('screen'), onKeyring: () => void heard.push('keyring') });
  link.signal('ActiveChanged', true);
  expect(heard).toEqual([]);
  // One signal counts once for each lock screen that the fake takes it for.
  link.signal('ActiveChanged', false);
  link.signal('CollectionChanged', '/org/freedesktop/secrets/collection/login');
  expect([...new Set(heard)]).toEqual(['screen', 'keyring']);
});
