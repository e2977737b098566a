import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failed } from '../../electron/core/model/failure.ts';
import { providerOrderIdOf, rentalIdOf } from '../../electron/core/model/ids.ts';
import { day, hour, instantOf } from '../../electron/core/model/instant.ts';
import { locales, type Locale } from '../../electron/core/model/settings.ts';
import type { FakeBridge } from './fake-bridge.ts';
import { layOut, show } from './show.ts';

// The rental of these tests ends at 13:20 on 19 November in Beijing, in 27 hours; a reminder of it has rung.
const id = rentalIdOf('r-3');

const silent = {
  ...{ label: null, note: null, correctedEndAt: null, former: null },
  ...{ mutedUntil: null, snoozedUntil: null, pointsMs: null },
};

beforeEach(() => layOut(600));
afterEach(cleanup);

const openRental = async (options: { locale?: Locale; prepare?: (fake: FakeBridge) => void } = {}) => {
  const shown = await show(options);
  await shown.state.rental.open(id);
  return { ...shown, pane: within(await screen.findByRole('complementary', { name: /^(Rental details|租用详情)$/ })) };
};
type Pane = Awaited<ReturnType<typeof openRental>>['pane'];

// A button takes no press while an earlier wish is under way.
const press = async (pane: Pane, name: string | RegExp) => {
  const button = await pane.findByRole('button', { name });
  await waitFor(() => expect(button).toHaveProperty('disabled', false));
  await fireEvent.click(button);
};
const write = (pane: Pane, label: string, value: string) =>
  fireEvent.input(pane.getByRole('textbox', { name: label }), { target: { value } });
const log = () => screen.getByRole('log').textContent;

describe('an intention', () => {
  it('says what then rings, and follows main', async () => {
    const { fake, pane } = await openRental();
    const renew = pane.getByRole('radio', { name: 'Will renew' });
    await fireEvent.click(renew);
    await pane.findByText(/^Quiet until the provider shows the renewal/);
    await waitFor(() => expect(renew).toHaveProperty('checked', true));
    expect(fake.asked).toContainEqual({ name: 'rental.decide', input: { id, intention: 'renew' } });
    const undecided = pane.getByRole('radio', { name: 'Undecided' });
    await waitFor(() => expect(undecided).toHaveProperty('disabled', false));
    await fireEvent.click(undecided);
    await waitFor(() => expect(log()).toBe('Every reminder rings again.'));
  });

  it('stays as it was when main refuses, and says why', async () => {
    const { pane } = await openRental({
      prepare: (fake) => (fake.replies['rental.decide'] = async () => failed('store.full')),
    });
    await fireEvent.click(pane.getByRole('radio', { name: 'Ending on purpose' }));
    await screen.findByRole('alert');
    await waitFor(() => expect(pane.getByRole('radio', { name: 'Undecided' })).toHaveProperty('checked', true));
    expect(pane.getByRole('radio', { name: 'Ending on purpose' })).toHaveProperty('checked', false);
  });
});

describe('an intention about an end that moved', () => {
  const former = { intention: 'let-lapse', endedAt: '2026-05-03T04:00:00.000Z' } as const;
  const asked = async () => {
    const shown = await openRental({
      prepare: ({ world }) =>
        world.wishes.set(id, { ...silent, former: { ...former, endedAt: instantOf(Date.parse(former.endedAt)) } }),
    });
    const question = 'You said “let it end” when it ended on May 3; it now ends on Nov 19. Still so?';
    return { ...shown, group: within(await shown.pane.findByRole('group', { name: question })) };
  };

  it('is asked again, and holds on', async () => {
    const { fake, group } = await asked();
    await fireEvent.click(group.getByRole('button', { name: 'Yes, still so' }));
    await waitFor(() =>
      expect(fake.asked).toContainEqual({ name: 'rental.decide', input: { id, intention: 'let-lapse' } }),
    );
  });

  it('is given up', async () => {
    const { fake, group } = await asked();
    await fireEvent.click(group.getByRole('button', { name: 'No, undecided' }));
    await waitFor(() =>
      expect(fake.asked).toContainEqual({ name: 'rental.decide', input: { id, intention: 'undecided' } }),
    );
  });
});

describe('later', () => {
  it('offers its times by the clock of the window, and is taken back', async () => {
    const { fake, pane } = await openRental();
    expect(pane.getByRole('button', { name: 'Tonight, 20:00' })).toBeTruthy();
    expect(pane.getByRole('button', { name: 'Tomorrow, 09:00' })).toBeTruthy();
    const next = 'Next reminder, Thu, Nov 19, 11:20 (2 hours before the end)';
    expect(pane.getByRole('button', { name: next })).toBeTruthy();
    await press(pane, 'In 1 hour, 11:20');
    await pane.findByText(/Put off until Wed, Nov 18, 11:20/);
    await press(pane, "Don't put off");
    await pane.findByRole('button', { name: 'In 1 hour, 11:20' });
    expect(fake.asked).toContainEqual({ name: 'rental.snooze', input: { id, deadline: 'ends', choice: 'hour' } });
  });
});

describe('a corrected end', () => {
  it('is read by the clock of the window, shows its dates, and is taken back', async () => {
    const { fake, pane } = await openRental();
    await press(pane, 'Correct the end');
    await write(pane, 'Time', '18:30');
    expect(pane.getByText('That is Thu, Nov 19, 18:30: in 1 day 8 hours.')).toBeTruthy();
    await pane.findByText('With this end it rings:');
    const input = { id, endAt: '2026-11-19T10:30:00.000Z' };
    await waitFor(() => expect(fake.asked).toContainEqual({ name: 'rental.previewEnd', input }));
    await pane.findByText('Thu, Nov 19, 16:30');
    expect(fake.asked.map(({ name }) => name)).not.toContain('rental.change');
    await press(pane, 'Set the end');
    const change = { correctedEndAt: '2026-11-19T10:30:00.000Z' };
    expect(fake.asked).toContainEqual({ name: 'rental.change', input: { id, change } });
    await press(pane, "Use the provider's end");
    await pane.findByRole('button', { name: 'Correct the end' });
  });

  it('that cannot be is refused beside the date, and the form stays', async () => {
    const { fake, pane } = await openRental();
    fake.replies['rental.change'] = async () =>
      failed('input.invalid', { field: 'correctedEndAt', reason: 'end-impossible' });
    await press(pane, 'Correct the end');
    await write(pane, 'Time', '18:30');
    await press(pane, 'Set the end');
    await pane.findByText(/^This end lies before the rental began, or more than 30 years after\. Nothing was stored\./);
    expect(pane.getByRole('button', { name: 'Set the end' })).toBeTruthy();
  });

  it('is not sent before it is a time', async () => {
    const { pane } = await openRental();
    await press(pane, 'Correct the end');
    await write(pane, 'Time', '25:00');
    expect(pane.getByRole('button', { name: 'Set the end' })).toHaveProperty('disabled', true);
  });
});

describe("the user's own points", () => {
  it('show their dates, refuse what is ambiguous or twice there, and always end with the end', async () => {
    const { fake, pane } = await openRental();
    await press(pane, 'Choose other points');
    const list = () => pane.getByRole('list', { name: 'Rings at these points' }).textContent;
    expect(list()).toMatch(/2 hours before the end\s*Thu, Nov 19, 11:20/);
    expect(list()).toMatch(/At the end, always\s*Thu, Nov 19, 13:20/);
    await write(pane, 'Number', '1');
    await press(pane, 'Add');
    expect(list()).toMatch(/1 day before the end\s*Wed, Nov 18, 13:20/);
    await write(pane, 'Number', '1');
    expect(pane.getByText('This point is in the list already.')).toBeTruthy();
    await write(pane, 'Number', '1.5');
    expect(pane.getByText('Enter a whole number, at least 1.')).toBeTruthy();
    await press(pane, 'Remove: 2 hours before the end');
    await press(pane, 'Save');
    await pane.findByRole('button', { name: 'Use the usual points' });
    expect(fake.asked).toContainEqual({ name: 'rental.change', input: { id, change: { pointsMs: [day] } } });
  });
});

describe('name, note and mute', () => {
  it('are changed in place and taken back', async () => {
    const { fake, pane } = await openRental();
    await press(pane, 'Change the name');
    await write(pane, 'Name', '论文机');
    await press(pane, 'Save');
    await pane.findByRole('heading', { name: '论文机' });
    await press(pane, 'Add a note');
    await write(pane, 'Note', 'Ask Lin before the end.');
    await press(pane, 'Save');
    await pane.findByText('Ask Lin before the end.');
    await press(pane, /^1 week, until/);
    await pane.findByText('Muted until Wed, Nov 25, 10:20');
    await press(pane, 'Ring again');
    await pane.findByRole('button', { name: /^1 week, until/ });
    expect(fake.asked).toContainEqual({ name: 'rental.change', input: { id, change: { mutedUntil: null } } });
  });

  it('leave everything as it was on Escape, the open rental included', async () => {
    const { fake, pane } = await openRental();
    await press(pane, 'Change the name');
    await fireEvent.keyDown(pane.getByLabelText('Name'), { key: 'Escape' });
    expect(await pane.findByRole('heading', { name: '训练机-02' })).toBeTruthy();
    expect(fake.asked.some(({ name }) => name === 'rental.change')).toBe(false);
  });
});

describe('the same machine', () => {
  it('is offered and joined, and an order is split again', async () => {
    const order = providerOrderIdOf('602892b7b500000eed4190e932000000');
    const { fake, state, pane } = await openRental({
      prepare: ({ world }) => {
        world.joinOffers = world.rentals.slice(1, 2);
        world.joined = [order];
      },
    });
    await press(pane, `Split order ${order}`);
    await waitFor(() =>
      expect(fake.asked).toContainEqual({ name: 'rental.split', input: { id, providerOrderId: order } }),
    );
    await waitFor(() => expect(state.rental.acting).toBe(false));
    await press(pane, /^Join with A100×8/);
    await waitFor(() => expect(state.rental.id).toBe('r-2'));
    expect(fake.asked).toContainEqual({ name: 'rental.join', input: { id, into: 'r-2' } });
  });
});

describe.each(locales)('in %s', (locale) => {
  it('axe finds nothing in a detail with everything said and a form open', async () => {
    const { pane } = await openRental({
      locale,
      prepare: ({ world }) => {
        const pointsMs = [day, 2 * hour];
        const wish = {
          label: 'A',
          note: 'B',
          correctedEndAt: null,
          mutedUntil: null,
          snoozedUntil: null,
          pointsMs,
          former: null,
        };
        world.wishes.set(id, wish);
        world.joinOffers = world.rentals.slice(1, 2);
      },
    });
    await press(pane, locale === 'en' ? 'Correct the end' : '更正到期时间');
    await press(pane, locale === 'en' ? 'Change its own points' : '修改自定的提醒点');
    await press(pane, locale === 'en' ? 'Until a date…' : '到某一天…');
    const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id: rule, nodes }) => [rule, nodes.map(({ html }) => html)])).toEqual([]);
  });
});
