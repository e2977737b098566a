import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { success } from '../../electron/contract/failure.ts';
import { day, hour, instantOf } from '../../electron/contract/instant.ts';
import type { ReminderView } from '../../electron/contract/reminder.ts';
import { instantFromInput, timeFromText } from '../../renderer/format/local-time.ts';
import { exactDuration } from '../../renderer/format/points.ts';
import { layOut, show } from './show.ts';

beforeEach(() => layOut(600));
afterEach(cleanup);

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const write = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });

describe('the inbox', () => {
  it('takes an intention, acknowledges, and gives it back', async () => {
    const { fake, state } = await show();
    state.app.show('reminders');
    const first = await screen.findByRole('group', { name: /^What to do: 训练机-02/ });
    await fireEvent.click(within(first).getByRole('button', { name: 'Let lapse' }));
    await screen.findByText(/^Noted: it may lapse\. 训练机-02/);
    expect(fake.asked).toContainEqual({ name: 'rental.decide', input: { id: 'r-3', intention: 'let-lapse' } });
    expect(fake.asked).toContainEqual({ name: 'reminder.acknowledge', input: { id: 'l-4' } });
    await press('Undo');
    await waitFor(() => expect(screen.queryByText(/^Noted/)).toBeNull());
    expect(fake.asked).toContainEqual({ name: 'rental.decide', input: { id: 'r-3', intention: 'undecided' } });
  });

  it('puts off', async () => {
    const { fake, state } = await show();
    state.app.show('reminders');
    const first = await screen.findByRole('group', { name: /^What to do: 训练机-02/ });
    await fireEvent.click(within(first).getByRole('button', { name: 'Later…' }));
    await press('Tonight, 20:00');
    await screen.findByText(/^Put off\./);
    expect(fake.asked).toContainEqual({ name: 'rental.snooze', input: { id: 'r-3', choice: 'tonight' } });
  });

  it('dims what will not ring, with the reason', async () => {
    const { state } = await show();
    state.app.show('reminders');
    expect(await screen.findByText("Won't ring: you let it lapse")).toBeTruthy();
  });
});

describe('quiet hours', () => {
  it('say what they mean, then which reminders they move', async () => {
    const { fake, state } = await show({
      prepare: (fake) => {
        const set = fake.answers['settings.set'];
        const ringsAt = instantOf(Date.UTC(2026, 10, 19, 0, 0));
        const moved = (each: ReminderView): ReminderView => (each.id === 'm-3' ? { ...each, fireAt: ringsAt } : each);
        fake.answers['settings.set'] = (change) => {
          fake.world.upcoming = fake.world.upcoming.map(moved);
          return set(change);
        };
      },
    });
    state.app.show('settings');
    await fireEvent.click(await screen.findByRole('button', { name: 'Set quiet hours' }));
    await write('From', '23');
    expect(screen.getByText('Every day from 23:00 to 08:00 the next morning, Beijing time.')).toBeTruthy();
    await write('To', '23:00');
    expect(screen.getByText(/From and to are the same/)).toBeTruthy();
    await write('To', '08:00');
    await press('Save');
    expect((await screen.findByText('Thu, Nov 19, 06:05 → Thu, Nov 19, 08:00')).textContent).toBeTruthy();
    const quietHours = { from: '23:00', to: '08:00', timeZone: 'Asia/Shanghai', urgentPasses: true };
    expect(fake.asked).toContainEqual({ name: 'settings.set', input: { quietHours } });
    await press('Turn off');
    await screen.findByText('None set: reminders ring at any hour.');
  });
});

describe('the settings page', () => {
  it('says on which dates it rings', async () => {
    const { state } = await show();
    state.app.show('settings');
    const next = within(await screen.findByRole('region', { name: 'These ring next' }));
    await next.findByText('Wed, Nov 18, 10:30');
    const row = screen.getByRole('row', { name: /^rented for 7 days or more/ });
    expect(row.textContent).toContain('3 days, 1 day, 2 hours before the end, and at the end');
    expect(row.textContent).toContain('node-7: Wed, Nov 18, 16:00');
  });

  it('rings with the next rental, or says that there is none', async () => {
    const { fake, state } = await show();
    state.app.show('settings');
    await screen.findByText('Tries the real way with 4090×1 微调机, which is next.');
    await press('Ring now');
    await waitFor(() => expect(fake.asked).toContainEqual({ name: 'reminder.ringNow', input: { rentalId: 'r-1' } }));
    fake.answers['reminder.upcoming'] = async () => success([]);
    cleanup();
    const empty = await show({ prepare: (other) => (other.world.upcoming = []) });
    empty.state.app.show('settings');
    await screen.findByText(/nothing to try it with/);
  });
});

describe("an account's rule", () => {
  it('holds points, days and a mute, each with what follows', async () => {
    const { fake, state } = await show();
    state.app.show('accounts');
    expect(await screen.findByText(/Own points: 2 days, 6 hours before the end · data kept 7 days/)).toBeTruthy();
    const [change] = screen.getAllByRole('button', { name: 'Change reminders' });
    if (!change) throw new Error('There is no account.');
    await fireEvent.click(change);
    await screen.findByRole('dialog', { name: 'Reminders of 公司账号' });
    await fireEvent.click(screen.getByRole('radio', { name: 'The same for every rental' }));
    await press('Remove: 7 days before the end');
    await write('Days the provider keeps data after an end', '400');
    expect(screen.getByText('Enter a whole number from 0 to 366.')).toBeTruthy();
    await write('Days the provider keeps data after an end', '3');
    expect(screen.getByText(/counts as lost from/)).toBeTruthy();
    const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
    await press('Save');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const rule = { pointsMs: [day, 2 * hour], mutedUntil: null, daysKept: 3 };
    expect(fake.asked).toContainEqual({ name: 'account.setRule', input: { id: 'a-qiniu', rule } });
  });
});

describe('the usual points', () => {
  it.each([
    [50 * hour, '50 hours'],
    [2 * day, '2 days'],
    [2.5 * hour, '150 minutes'],
  ])('%d ms is said without rounding', (lengthMs, words) => expect(exactDuration(lengthMs)).toBe(words));
});

describe('a time that is typed', () => {
  it.each([
    ['8', '08:00'],
    ['08:30', '08:30'],
    ['8：30', '08:30'],
    ['24:00', null],
    ['8:5', null],
    ['', null],
  ])('%s is %s', (text, time) => expect(timeFromText(text)).toBe(time));

  it('counts by the clock of its zone, across both clock changes', () => {
    expect(instantFromInput('2026-11-19T13:20', 'Asia/Shanghai')).toBe('2026-11-19T05:20:00.000Z');
    expect(instantFromInput('2026-03-08T02:30', 'America/New_York')).toBe('2026-03-08T07:30:00.000Z');
    expect(instantFromInput('2026-11-01T01:30', 'America/New_York')).toBe('2026-11-01T05:30:00.000Z');
    expect(instantFromInput('2026-02-31T10:00', 'Asia/Shanghai')).toBeNull();
  });
});
