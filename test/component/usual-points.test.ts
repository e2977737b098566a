import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failed, success } from '../../electron/core/model/failure.ts';
import { day, hour, minute } from '../../electron/core/model/instant.ts';
import type { ClassPoints } from '../../electron/core/model/point-class.ts';
import { pointText } from '../../renderer/format/reminder.ts';
import { fakePointsExample } from './fake-replies.ts';
import { layOut, show } from './show.ts';

beforeEach(() => layOut(600));
afterEach(cleanup);

const settingsWith = async (points: ClassPoints = {}, locale: 'en' | 'zh-CN' = 'en') => {
  const shown = await show({
    locale,
    prepare: ({ world }) => {
      world.description = { ...world.description, settings: { ...world.description.settings, points } };
    },
  });
  shown.state.app.show('settings');
  return shown;
};
const open = async (rentals: string) => {
  await fireEvent.click(await screen.findByRole('button', { name: `Change when it rings: ${rentals}` }));
  return within(await screen.findByRole('dialog', { name: `When it rings: ${rentals}` }));
};
const rowOf = async (rentals: RegExp) => (await screen.findByRole('rowheader', { name: rentals })).closest('tr');
const month = 'rented for 28 days or more';
const stored = (fake: Awaited<ReturnType<typeof show>>['fake']) =>
  fake.asked.filter(({ name }) => name === 'settings.set').map(({ input }) => input);

describe('the points of a length', () => {
  it('are changed with the dates that result, and taken back by undo', async () => {
    const { fake } = await settingsWith();
    const dialog = await open(month);
    const list = () => dialog.getByRole('list', { name: 'Rings at these points' }).textContent;
    await dialog.findByText('The dates beside the points are those of 训练机-03.');
    expect(list()).toMatch(/7 days before the end\s*Sat, Nov 21, 10:20/);
    expect(list()).toMatch(/At the end, always\s*Sat, Nov 28, 10:20/);
    await fireEvent.click(dialog.getByRole('button', { name: 'Remove: 7 days before the end' }));
    await fireEvent.click(dialog.getByRole('button', { name: 'Remove: 2 hours before the end' }));
    await fireEvent.input(dialog.getByLabelText('Number'), { target: { value: '50' } });
    await fireEvent.change(dialog.getByLabelText('Unit'), { target: { value: 'hours' } });
    await fireEvent.click(dialog.getByRole('button', { name: 'Add' }));
    expect(list()).toMatch(/50 hours before the end\s*Thu, Nov 26, 08:20/);
    await waitFor(() =>
      expect(dialog.getByText(/^训练机-03:/).textContent).toContain(
        'Wed, Nov 25, 10:20; Thu, Nov 26, 08:20; Fri, Nov 27, 10:20; Sat, Nov 28, 10:20',
      ),
    );
    await fireEvent.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(stored(fake)).toEqual([{ points: { '28d': [3 * day, 50 * hour, day, 0] } }]);
    const row = await rowOf(/^rented for 28 days/i);
    expect(row?.textContent).toContain('3 days, 50 hours, 1 day before the end, and at the end');
    expect(row?.textContent).toContain('Your own points');
    expect(await screen.findByText('The setting was changed.')).toBeTruthy();
  });

  it('are the usual ones again once that is chosen, and those of the others stay', async () => {
    const { fake } = await settingsWith({ '28d': [day, 0], '7d': [0] });
    expect((await rowOf(/^rented for 7 days/i))?.textContent).toContain('only at the end');
    const dialog = await open(month);
    await fireEvent.click(dialog.getByRole('button', { name: 'Use the usual points' }));
    expect(dialog.getByRole('list', { name: 'Rings at these points' }).textContent).toContain('7 days before the end');
    await fireEvent.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(stored(fake)).toEqual([{ points: { '7d': [0] } }]);
  });

  it('always end with the end, also where every other is taken out', async () => {
    const { fake } = await settingsWith({ '28d': [day, 0] });
    const dialog = await open(month);
    await fireEvent.click(dialog.getByRole('button', { name: 'Remove: 1 day before the end' }));
    await fireEvent.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(stored(fake)).toEqual([{ points: { '28d': [0] } }]));
  });

  it('are refused in words where they are none', async () => {
    await settingsWith();
    const dialog = await open(month);
    const write = (value: string) => fireEvent.input(dialog.getByLabelText('Number'), { target: { value } });
    await write('400');
    expect(dialog.getByText('366 days are the most.')).toBeTruthy();
    await write('-1');
    expect(dialog.getByText('Enter a whole number, at least 1.')).toBeTruthy();
    await write('3');
    expect(dialog.getByText('This point is in the list already.')).toBeTruthy();
  });

  it('show the dates of an example where nothing of that length is rented', async () => {
    const { fake } = await settingsWith();
    fake.replies['reminder.previewPoints'] = async () => success([]);
    const dialog = await open('rented for 180 days or more');
    await dialog.findByText(
      /^You have none of these right now\. The dates are those of an example that ends Mon, May 17, 2027/,
    );
    expect(dialog.getByRole('list', { name: 'Rings at these points' }).textContent).toMatch(
      /30 days before the end\s*\S/,
    );
  });

  it('stay in the dialog where main does not take them', async () => {
    const { fake } = await settingsWith({ '28d': [day, 0] });
    fake.replies['settings.set'] = async () => failed('store.full');
    const dialog = await open(month);
    await fireEvent.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(fake.asked.some(({ name }) => name === 'settings.set')).toBe(true));
    expect(dialog.getByText('1 day before the end')).toBeTruthy();
  });
});

it("an account's credit has points of its own, in words of its own", async () => {
  await settingsWith({ balance: [90 * minute, 0] });
  expect((await rowOf(/^credit of an account/i))?.textContent).toContain(
    '90 minutes before it is used up, and when it is',
  );
  const dialog = await open('credit of an account');
  const list = dialog.getByRole('list', { name: 'Rings at these points' }).textContent;
  expect(list).toContain('90 minutes before the credit is used up');
  expect(list).toContain('When it is used up, always');
});

it.each([
  ['28d', 50 * hour, '50 hours before the end'],
  ['28d', day, '1 day before the end'],
  ['balance', 3 * day, '3 days before the credit is used up'],
] as const)('a reminder of %s says a point of the user’s own as it was entered', (rule, pointMs, words) => {
  const deadline = rule === 'balance' ? 'balance' : 'ends';
  const [reminder] = fakePointsExample(rule, [pointMs]).reminders;
  if (reminder === undefined) throw new Error('nothing is planned');
  expect(pointText({ ...reminder, deadline })).toBe(words);
});

it('the dialog reads well to whoever hears it', async () => {
  await settingsWith();
  const dialog = await open(month);
  await dialog.findByText(/^训练机-03:/);
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations).toEqual([]);
});
