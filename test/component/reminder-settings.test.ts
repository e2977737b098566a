import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failed, success } from '../../electron/core/model/failure.ts';
import { reminderIdOf, rentalIdOf } from '../../electron/core/model/ids.ts';
import { day, hour, instantOf } from '../../electron/core/model/instant.ts';
import type { ReminderView } from '../../electron/core/model/reminder.ts';
import { instantFromInput, timeFromText } from '../../renderer/format/local-time.ts';
import { exactDuration } from '../../renderer/format/points.ts';
import { layOut, show } from './show.ts';

beforeEach(() => layOut(600));
afterEach(cleanup);

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const given = () => screen.findByRole('region', { name: 'What can be taken back' });
const write = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });

describe('the inbox', () => {
  it.each(['rental.changed', 'account.changed', 'reminder.changed'] as const)(
    'looks again on %s: what was renewed or released has another card, or none',
    async (news) => {
      const { fake, state } = await show();
      state.app.show('today');
      await screen.findByRole('group', { name: /^What to do: 训练机-02/ });
      fake.world.inbox = fake.world.inbox.map((entry) => ({ ...entry, heading: '训练机-02 was released' }));
      fake.tell(news);
      await screen.findAllByRole('group', { name: 'What to do: 训练机-02 was released' });
    },
  );

  it('takes an intention, acknowledges, and gives it back', async () => {
    const { fake, state } = await show();
    const before = fake.world.inbox;
    state.app.show('today');
    const first = await screen.findByRole('group', { name: /^What to do: 训练机-02/ });
    await fireEvent.click(within(first).getByRole('button', { name: 'Let it end' }));
    await within(await given()).findByText(/^Noted: it may end\. 训练机-02/);
    expect(fake.asked).toContainEqual({ name: 'rental.decide', input: { id: 'r-3', intention: 'let-lapse' } });
    expect(fake.asked).toContainEqual({ name: 'reminder.acknowledge', input: { ids: ['l-4'] } });
    await screen.findByText('Plan: Ending on purpose');
    fake.world.inbox = before;
    await press('Undo');
    await waitFor(() => expect(fake.asked).toContainEqual({ name: 'undo.apply', input: { id: 1 } }));
    fake.tell('reminder.changed');
    await screen.findByRole('button', { name: 'Got it: 训练机-02 还剩 3 天' });
    expect(screen.queryByRole('region', { name: 'What can be taken back' })).toBeNull();
  });

  it('says aloud what was acknowledged, and the keyboard stays in the view', async () => {
    const { state } = await show();
    state.app.show('today');
    const button = await screen.findByRole('button', { name: 'Got it: 训练机-02 还剩 3 天' });
    button.focus();
    await fireEvent.click(button);
    await within(await given()).findByText('Done. 训练机-02 还剩 3 天');
    expect(screen.getByRole('log').textContent).toBe('Done. 训练机-02 还剩 3 天');
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Got it: 训练机-02 还剩 3 天' })).toBeNull());
    await waitFor(() => expect(document.activeElement?.closest('[aria-label="Today"]')).not.toBeNull());
  });

  it('acknowledges all at once, in one step that is taken back', async () => {
    const { fake, state } = await show({
      prepare: ({ world }) => {
        world.inbox = world.inbox.map((entry, index) => ({ ...entry, rentalId: rentalIdOf(`gone-${String(index)}`) }));
      },
    });
    state.app.show('today');
    await fireEvent.click(await screen.findByRole('button', { name: 'Got them all' }));
    await within(await given()).findByText('Done: 2 reminders');
    await waitFor(() => expect(screen.queryByRole('heading', { name: 'What happened' })).toBeNull());
    expect(fake.asked).toContainEqual({ name: 'reminder.acknowledge', input: { ids: ['l-1', 'l-4'] } });
  });

  it('offers nothing to take back where main refused what was said', async () => {
    const { fake, state } = await show();
    fake.replies['rental.decide'] = async () => failed('store.full');
    state.app.show('today');
    const first = await screen.findByRole('group', { name: /^What to do: 训练机-02/ });
    await fireEvent.click(within(first).getByRole('button', { name: "I'll renew it" }));
    await screen.findByRole('alert');
    expect(screen.queryByRole('region', { name: 'What can be taken back' })).toBeNull();
    expect(fake.asked.map(({ name }) => name)).not.toContain('reminder.acknowledge');
  });

  it('puts off', async () => {
    const { fake, state } = await show();
    state.app.show('today');
    const first = await screen.findByRole('group', { name: /^What to do: 训练机-02/ });
    await fireEvent.click(within(first).getByRole('button', { name: 'Later…' }));
    const next = 'Next reminder, Thu, Nov 19, 11:20 (2 hours before the end)';
    expect(within(first).queryByRole('button', { name: next })).toBeNull();
    await press(next);
    await within(await given()).findByText(/^Put off\./);
    const input = { id: 'r-3', deadline: 'ends', choice: 'next-point' };
    expect(fake.asked).toContainEqual({ name: 'rental.snooze', input });
  });

  it('offers no "later" that lasts beyond the deadline, and says when only the end itself is left', async () => {
    const { state } = await show();
    state.app.show('today');
    const soon = await screen.findByRole('group', { name: /^What to do: A100×8/ });
    await fireEvent.click(within(soon).getByRole('button', { name: 'Later…' }));
    const offered = within(screen.getByRole('group', { name: 'Later' })).getAllByRole('button');
    expect(offered.map(({ textContent }) => textContent.trim())).toEqual([
      'In 1 hour, 11:20',
      'Next reminder, Wed, Nov 18, 11:55 (at the end)',
    ]);
  });

  it('offers no "later" where nothing is left to put off', async () => {
    const { state } = await show({
      prepare: (fake) => {
        fake.world.inbox = fake.world.inbox.map((entry) => ({ ...entry, later: null }));
      },
    });
    state.app.show('today');
    await screen.findByRole('group', { name: /^What to do: 训练机-02/ });
    expect(screen.queryByRole('button', { name: 'Later…' })).toBeNull();
  });

  it('dims what will not ring, with the reason', async () => {
    const { state } = await show();
    state.app.show('reminders');
    expect(await screen.findByText("Won't ring: you let it end")).toBeTruthy();
  });
});

describe('quiet hours', () => {
  it('say what they mean, then which reminders they move', async () => {
    const { fake, state } = await show({
      prepare: (fake) => {
        const set = fake.replies['settings.set'];
        const ringsAt = instantOf(Date.UTC(2026, 10, 19, 0, 0));
        const moved = (each: ReminderView): ReminderView => (each.id === 'm-3' ? { ...each, fireAt: ringsAt } : each);
        fake.replies['settings.set'] = (change) => {
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

  it('chooses for each severity how the desktop tells, with the date that comes next', async () => {
    const { fake, state } = await show();
    state.app.show('settings');
    const usual = within(await screen.findByRole('radiogroup', { name: 'Usual' }));
    expect(usual.getByRole('radio', { name: 'With sound' })).toHaveProperty('checked', true);
    await screen.findByText('Next: Wed, Nov 18, 10:30, 4090×1 微调机');
    await screen.findByText('Next: Wed, Nov 18, 16:00, node-7');
    await fireEvent.click(usual.getByRole('radio', { name: 'Silent' }));
    const notifications = { urgent: 'sound', usual: 'silent', news: 'sound' };
    expect(fake.asked).toContainEqual({ name: 'settings.set', input: { notifications } });
    await waitFor(() => expect(usual.getByRole('radio', { name: 'Silent' })).toHaveProperty('checked', true));
  });

  it('says when no notification could be shown', async () => {
    const { fake, state } = await show();
    fake.replies['reminder.ringNow'] = async () => success({ channel: 'inbox', why: 'channel_no_service' });
    state.app.show('settings');
    await fireEvent.click(await screen.findByRole('button', { name: 'Ring as a test' }));
    await screen.findByText(/^Rang with 4090×1 微调机\. No notification was shown\. No notification service runs/, {
      selector: '.text',
    });
  });

  it('rings with the next rental, or says that there is none', async () => {
    const { fake, state } = await show();
    state.app.show('settings');
    await screen.findByText(/^Shows a notification about 4090×1 微调机, which is next/);
    await press('Ring as a test');
    await waitFor(() => expect(fake.asked).toContainEqual({ name: 'reminder.ringNow', input: { rentalId: 'r-1' } }));
    fake.replies['reminder.upcoming'] = async () => success([]);
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
    await screen.findByRole('dialog', { name: 'Reminders for 公司账号' });
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
  it('show the dates of a rental that has many of them still to come', async () => {
    const { state } = await show({
      prepare: ({ world }) => {
        const [first] = world.upcoming;
        if (first === undefined) throw new Error('nothing is planned');
        const ring = (title: string, pointMs: number, hours: number): ReminderView => ({
          ...first,
          ...{
            id: reminderIdOf(`${title} ${String(pointMs)}`),
            rentalId: rentalIdOf(title),
            title,
            pointMs,
            rule: '7d',
          },
          ...{ deadline: 'ends', fireAt: instantOf(Date.UTC(2026, 10, 19, hours)) },
        });
        world.upcoming = [ring('soon', 0, 1), ring('far', 2 * hour, 2), ring('far', 0, 4)];
      },
    });
    state.app.show('settings');
    const row = (await screen.findByRole('rowheader', { name: /^rented for 7 days/i })).closest('tr');
    await waitFor(() => expect(row?.textContent).toContain('far: Thu, Nov 19, 10:00; Thu, Nov 19, 12:00'));
  });

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
