import { expect, it } from 'vitest';
import { Closing } from '../../../../electron/faces/window/closing.ts';

/** A window's end with and without a tray, on a clock that stands still until the test moves it. */
const aClosing = (trayIsThere: boolean) => {
  const told: string[] = [];
  const clock = { ms: 0 };
  const closing: Closing = new Closing({
    now: () => clock.ms,
    trayIsThere: () => trayIsThere,
    reopen: () => {
      told.push('reopened');
      closing.opened();
    },
    onRefused: (what) => told.push(what),
  });
  closing.opened();
  return { closing, told, clock };
};

it('a window that its page closed is there again where no tray could bring it back', () => {
  const { closing, told } = aClosing(false);
  closing.closed();
  expect(told).toEqual(['window closed by its page', 'reopened']);
});

it('the user may close it where a tray is, and only minimise it where none is', () => {
  const [withTray, without] = [aClosing(true), aClosing(false)];
  expect([withTray.closing.mayClose(), without.closing.mayClose()]).toEqual([true, false]);
  withTray.closing.closed();
  expect(withTray.told).toEqual([]);
  // The minimised window is no licence for its page.
  without.closing.closed();
  expect(without.told).toContain('reopened');
});

it('what the program ends stays ended', () => {
  const { closing, told } = aClosing(false);
  closing.meant();
  expect(closing.mayClose()).toBe(true);
  closing.closed();
  expect(told).toEqual([]);
});

it('a page that closes its window as soon as it is there is not made again for ever', () => {
  const { closing, told, clock } = aClosing(false);
  const reopened = (): number => told.filter((what) => what === 'reopened').length;
  for (let round = 0; round < 10; round++) closing.closed();
  expect(reopened()).toBe(3);
  clock.ms = 61_000;
  closing.closed();
  expect(reopened()).toBe(4);
});
