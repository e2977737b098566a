import { configure, render } from '@testing-library/svelte';
import { vi } from 'vitest';
import type { View } from '../../electron/contract/views.ts';
import { initialSettings, type Locale } from '../../electron/core/model/settings.ts';
import App from '../../renderer/App.svelte';
import { WindowState } from '../../renderer/state/window.svelte.ts';
import { createFakeBridge, type FakeBridge } from './fake-bridge.ts';
import { fakeNow } from './fake-rentals.ts';

/** A window on a fake main process, drawn and loaded. */
export interface Shown {
  readonly fake: FakeBridge;
  readonly state: WindowState;
}

// Views are loaded when first shown, and compiled then, on whatever machine this is. A sentence says more than a page of markup.
vi.setConfig({ testTimeout: 90_000 });
configure({ asyncUtilTimeout: 60_000, getElementError: (message) => new Error(message ?? 'not found') });

const timeZone = 'Asia/Shanghai';

/** Gives every element a height, since the test's DOM has no layout: rows are drawn for this many pixels. */
export const layOut = (height: number): void => {
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => height });
};

/** Draws the whole window at the fake world's instant in Beijing, after `prepare` changed the world; with the rentals, unless another view is asked for. */
export const show = async (
  options: { locale?: Locale; rentals?: number; view?: View; prepare?: (fake: FakeBridge) => void } = {},
): Promise<Shown> => {
  const fake = createFakeBridge(options.rentals);
  const locale = options.locale ?? 'en';
  fake.world.description = {
    ...fake.world.description,
    locale,
    settings: { ...initialSettings, locale, theme: 'light' },
  };
  options.prepare?.(fake);
  const state = new WindowState(fake, { locale, timeZone }, () => Date.parse(fakeNow));
  state.app.show(options.view ?? 'rentals');
  state.start();
  await state.load();
  render(App, { props: { state } });
  return { fake, state };
};
