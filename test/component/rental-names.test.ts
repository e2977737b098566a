import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { rentalIdOf } from '../../electron/core/model/ids.ts';
import type { RentalView } from '../../electron/core/model/rental.ts';
import type { Locale } from '../../electron/core/model/settings.ts';
import type { FakeBridge } from './fake-bridge.ts';
import { layOut, show } from './show.ts';

beforeEach(() => layOut(600));
afterEach(cleanup);

const machine = { id: rentalIdOf('r-2'), title: '训练机-02' };

/** The list with a first row of which this is said. */
const showFirst = (said: Partial<RentalView>, parts: FakeBridge['world']['parts'] = [], locale: Locale = 'en') =>
  show({
    locale,
    prepare: (fake) => {
      const [first, ...others] = fake.world.rentals;
      if (first === undefined) throw new Error('There is no rental.');
      fake.world.rentals = [{ ...first, provider: 'unicloud', ...said }, ...others];
      fake.world.parts = parts;
    },
  });

it.each([
  ['en', 'of 训练机-02 · 50 GB'],
  ['zh-CN', '属于 训练机-02 · 50 GB'],
] as const)('a row says what tells it apart and whose it is (%s)', async (locale, line) => {
  await showFirst({ title: 'Data disk 50 GB', spec: '50 GB', distinction: '9e8f', partOf: machine }, [], locale);
  const [row] = within(screen.getByRole('grid')).getAllByRole('row').slice(1);
  expect(row?.textContent).toContain('Data disk 50 GB · 9e8f');
  expect(row?.textContent).toContain(line);
});

it('the pane of a disk leads to its machine, and says what it is in words beside its provider’s own', async () => {
  const { state } = await showFirst({ title: 'Data disk 50 GB', resourceType: 'DATA_HARD_DISK', partOf: machine });
  await state.rental.open(rentalIdOf('r-1'));
  const pane = await screen.findByRole('complementary', { name: 'Rental details' });
  expect(await within(pane).findByText('Data disk (DATA_HARD_DISK)')).toBeTruthy();
  await fireEvent.click(within(pane).getByRole('button', { name: '训练机-02' }));
  await waitFor(() => expect(state.rental.id).toBe('r-2'));
});

it('the pane of a machine names what was bought with it, and its cards', async () => {
  const { state } = await showFirst({ gpu: { model: 'RTX 4090', count: 8 } }, [
    { id: rentalIdOf('r-3'), title: 'Data disk 50 GB' },
  ]);
  await state.rental.open(rentalIdOf('r-1'));
  const pane = await screen.findByRole('complementary', { name: 'Rental details' });
  expect(await within(pane).findByText('8×RTX 4090')).toBeTruthy();
  expect(within(pane).getByRole('button', { name: 'Data disk 50 GB' })).toBeTruthy();
});
