import { cleanup, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { show } from './show.ts';

const faults: unknown[] = [];
const heard = (event: ErrorEvent): void => {
  event.preventDefault();
  faults.push(event.error);
};

/** Chromium takes the focus from an element before it removes it, and tells its handlers at once; the test's DOM tells nobody. */
beforeEach(() => {
  faults.length = 0;
  const remove = Element.prototype.remove;
  vi.spyOn(Element.prototype, 'remove').mockImplementation(function (this: Element) {
    const { activeElement } = document;
    if (activeElement !== null && activeElement !== document.body && this.contains(activeElement)) {
      activeElement.dispatchEvent(new FocusEvent('blur'));
      activeElement.dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
    }
    remove.call(this);
  });
  window.addEventListener('error', heard);
});

afterEach(() => {
  cleanup();
  window.removeEventListener('error', heard);
  vi.restoreAllMocks();
});

it('a button with a tooltip that goes while it has the focus', async () => {
  const { fake } = await show({ view: 'today', rentals: 13 });
  within(screen.getByRole('navigation'))
    .getByRole('button', { name: /^Today/ })
    .focus();
  fake.world.accounts = [];
  fake.tell('account.changed');
  await waitFor(() => expect(screen.queryByRole('navigation')).toBeNull());
  expect(faults).toEqual([]);
});
