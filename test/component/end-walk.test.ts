import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failed, success } from '../../electron/core/model/failure.ts';
import { layOut, show } from './show.ts';

beforeEach(() => layOut(600));
afterEach(cleanup);

const dialog = () => screen.findByRole('dialog', { name: 'Set the ends that are missing' });
const asked = async (title: string) => within(await dialog()).findByText(title);
const typeDay = async (day: string) =>
  fireEvent.input(within(await dialog()).getByLabelText('It ends on'), { target: { value: day } });
const typeTime = async (time: string) =>
  fireEvent.input(within(await dialog()).getByLabelText('Time'), { target: { value: time } });
const enter = async () => {
  const form = (await dialog()).querySelector('form');
  if (form === null) throw new Error('no form');
  await fireEvent.submit(form);
};

describe('rentals that will not ring', () => {
  it('are counted loudly, and one filter shows them', async () => {
    const { state } = await show();
    expect(screen.getByText('2 rentals have no known end and will not ring.')).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: /Will not ring\s*2/ }));
    await waitFor(() => expect(state.rentals.total).toBe(2));
    await fireEvent.click(screen.getByRole('button', { name: /Will not ring\s*2/ }));
    await waitFor(() => expect(state.rentals.total).toBeGreaterThan(2));
  });

  it('say nothing where each one rings', async () => {
    await show({
      prepare: ({ world }) => {
        world.rentals = world.rentals.filter(({ nextDeadline }) => nextDeadline !== null);
      },
    });
    expect(screen.queryByText(/will not ring/)).toBeNull();
    expect(screen.queryByRole('button', { name: /Will not ring/ })).toBeNull();
  });
});

describe('the walk through the rentals without an end', () => {
  const begin = () => fireEvent.click(screen.getByRole('button', { name: 'Set the ends' }));

  it('sets one after the other by keyboard alone, and says how many are left', async () => {
    const { fake, state } = await show();
    await begin();
    await asked('容器 3090×2');
    expect((await dialog()).textContent).toContain('1 of 2 · 2 left');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('It ends on')));
    await typeDay('2026-12-01');
    await typeTime('18:00');
    await enter();
    await asked('V100×4 评测机');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('It ends on')));
    expect((await dialog()).textContent).toContain('2 of 2 · 1 left');
    expect(fake.asked).toContainEqual({
      name: 'rental.change',
      input: { id: 'r-8', change: { correctedEndAt: '2026-12-01T10:00:00.000Z' } },
    });
    await typeDay('2026-12-02');
    await enter();
    await within(await dialog()).findByText(/Every rental has an end now/);
    await fireEvent.click(
      within(await dialog())
        .getAllByRole('button', { name: 'Close' })
        .at(-1) ?? document.body,
    );
    await waitFor(() => expect(state.endWalk.on).toBe(false));
  });

  it('begins with the time of day at which the rental began', async () => {
    await show();
    await begin();
    await asked('容器 3090×2');
    // The fake world's rentals began at 10:20 in Beijing.
    expect(within(await dialog()).getByLabelText('Time')).toHaveProperty('value', '10:20');
  });

  it('skips, goes back, and says at its end how many still have none', async () => {
    await show();
    await begin();
    await asked('容器 3090×2');
    await fireEvent.keyDown(window, { key: 'ArrowRight', altKey: true });
    await asked('V100×4 评测机');
    await fireEvent.keyDown(window, { key: 'ArrowLeft', altKey: true });
    await asked('容器 3090×2');
    await fireEvent.click(within(await dialog()).getByRole('button', { name: 'Skip' }));
    await asked('V100×4 评测机');
    await fireEvent.click(within(await dialog()).getByRole('button', { name: 'Skip' }));
    await within(await dialog()).findByText('2 rentals still have no end and will not ring.');
    await fireEvent.click(within(await dialog()).getByRole('button', { name: 'Go through them again' }));
    await asked('容器 3090×2');
  });

  it('says beside the field what is wrong, and stays', async () => {
    const { fake } = await show();
    fake.replies['rental.change'] = async () =>
      failed('input.invalid', { field: 'correctedEndAt', reason: 'end-impossible' });
    await begin();
    await asked('容器 3090×2');
    await typeDay('2999-12-01');
    await enter();
    await waitFor(async () => expect((await dialog()).querySelector('.fault')).not.toBeNull());
    await asked('容器 3090×2');
  });

  it('takes no entry that is no date', async () => {
    const { fake } = await show();
    await begin();
    await asked('容器 3090×2');
    await enter();
    expect(fake.asked.map(({ name }) => name)).not.toContain('rental.change');
  });

  it('is opened by the tray', async () => {
    const { fake } = await show();
    fake.replies['view.take'] = async () =>
      success({ rentalId: null, view: 'rentals', search: false, undo: false, setEnds: true, failure: null });
    fake.tell('view.changed');
    await asked('容器 3090×2');
  });
});
