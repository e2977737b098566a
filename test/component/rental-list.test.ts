import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Requests } from '../../electron/contract/requests.ts';
import type { Page } from '../../electron/contract/views.ts';
import { success } from '../../electron/core/model/failure.ts';
import type { RentalView } from '../../electron/core/model/rental.ts';
import { layOut, show } from './show.ts';

beforeEach(() => layOut(600));
afterEach(cleanup);

const grid = () => screen.getByRole('grid');
const rows = () => within(grid()).getAllByRole('row').slice(1);
const activeRow = () => document.getElementById(grid().getAttribute('aria-activedescendant') ?? '');
/** Browsers tell that `scrollTop` changed; the test's DOM does not. */
const scrolled = () => fireEvent.scroll(grid());
const press = (key: string) => fireEvent.keyDown(grid(), { key });

describe('the list of rentals', () => {
  it('has the semantics of a grid and draws no more rows than fit, however many there are', async () => {
    await show({ rentals: 100_000 });
    expect(grid().getAttribute('aria-rowcount')).toBe('99998');
    expect(rows().length).toBeLessThan(30);
    expect(rows()[0]?.getAttribute('aria-rowindex')).toBe('2');
  });

  it('asks for windows of at most 200 rows, and for those at its end when the keyboard goes there', async () => {
    const { fake } = await show({ rentals: 5000 });
    await press('End');
    await scrolled();
    await waitFor(() => expect(activeRow()?.textContent).toContain('跳板机-4988'));
    const asked = fake.asked.flatMap(({ name, input }) => (name === 'rental.list' ? [input] : []));
    expect(asked).toContainEqual(expect.objectContaining({ offset: 4900, limit: 100 }));
    expect(asked.length).toBeLessThan(5);
  });

  it('moves with the arrows, pages and ends, and stays inside', async () => {
    await show({ rentals: 300 });
    const index = () => Number(activeRow()?.getAttribute('aria-rowindex')) - 2;
    await press('ArrowUp');
    expect(index()).toBe(0);
    await press('ArrowDown');
    await press('ArrowDown');
    expect(index()).toBe(2);
    await press('PageDown');
    expect(index()).toBe(11);
    await press('PageUp');
    await press('Home');
    expect(index()).toBe(0);
  });

  it('opens the row under the keyboard with Enter and closes it with Escape', async () => {
    const { state } = await show();
    await press('ArrowDown');
    await press('Enter');
    const pane = await screen.findByRole('complementary', { name: 'Rental details' });
    await within(pane).findByRole('heading', { name: /A100×8/ });
    expect(activeRow()?.getAttribute('aria-current')).toBe('true');
    await fireEvent.keyDown(window, { key: 'Escape' });
    expect(state.rental.id).toBeNull();
    expect(document.activeElement).toBe(grid());
  });

  it('takes the keyboard to the search with / and with Ctrl+F', async () => {
    await show();
    const search = screen.getByRole('searchbox', { name: 'Search rentals' });
    await fireEvent.keyDown(window, { key: '/' });
    expect(document.activeElement).toBe(search);
    search.blur();
    await fireEvent.keyDown(window, { key: 'f', ctrlKey: true });
    expect(document.activeElement).toBe(search);
  });

  it('marks what has not been confirmed with its age', async () => {
    await show();
    const row = rows().find((candidate) => candidate.textContent?.includes('node-7'));
    expect(row?.textContent).toContain('confirmed 1 day 2 hours ago');
  });
});

describe('searching', () => {
  const type = (text: string) =>
    fireEvent.input(screen.getByRole('searchbox', { name: 'Search rentals' }), { target: { value: text } });

  it('shows what matches and says when nothing does', async () => {
    await show();
    await type('a100');
    await waitFor(() => expect(rows().length).toBe(1));
    await type('zzz');
    await fireEvent.click(await screen.findByRole('button', { name: 'Show all rentals' }));
    await waitFor(() => expect(rows().length).toBeGreaterThan(5));
  });

  it('keeps the old rows until the new ones are here, and never shows an answer to an older question', async () => {
    const { fake, state } = await show();
    const waiting: { query: string; answer: () => void }[] = [];
    const real = fake.replies['rental.list'];
    fake.replies['rental.list'] = (input: Requests['rental.list']['input']) =>
      new Promise((resolve) => {
        waiting.push({ query: input.query, answer: () => void real(input).then(resolve) });
      });
    const first = rows().length;
    // Those beyond the edges are drawn once the first ones are on screen.
    await waitFor(() => expect(rows().length).toBe(first + 8));
    const before = rows().length;
    await type('a');
    await type('a100');
    expect(rows().length).toBe(before);
    expect(waiting.map(({ query }) => query)).toEqual(['a']);
    waiting[0]?.answer();
    await waitFor(() => expect(waiting.map(({ query }) => query)).toEqual(['a', 'a100']));
    expect(rows().length).toBe(before);
    waiting[1]?.answer();
    await waitFor(() => expect(state.rentals.total).toBe(1));
  });

  it('starts from the top with other rows', async () => {
    const { state } = await show({ rentals: 300 });
    await press('End');
    await type('训练');
    await waitFor(() => expect(state.rentals.active).toBe(0));
  });

  it('filters by state with the totals beside the words', async () => {
    await show();
    const frozen = screen.getByRole('button', { name: /Frozen\s*1/ });
    await fireEvent.click(frozen);
    await waitFor(() => expect(rows().length).toBe(1));
    expect(frozen.getAttribute('aria-pressed')).toBe('true');
  });
});

describe('news about rentals', () => {
  it('makes the list look again without losing its place', async () => {
    const { fake, state } = await show({ rentals: 300 });
    await press('PageDown');
    const { active } = state.rentals;
    const first = fake.world.rentals[0];
    if (!first) throw new Error('The fake world is empty.');
    const renamed: RentalView = { ...first, title: '改名之后' };
    fake.world.rentals = [renamed, ...fake.world.rentals.slice(1)];
    fake.tell('rental.changed');
    await waitFor(() => expect(state.rentals.row(0)?.title).toBe('改名之后'));
    expect(state.rentals.active).toBe(active);
  });

  it('tells why there is no list, and tries again', async () => {
    let broken = true;
    const { state } = await show({
      prepare: (fake) => {
        const real = fake.replies['rental.list'];
        fake.replies['rental.list'] = (input) =>
          broken ? Promise.resolve({ ok: false, failure: { code: 'store.damaged' } }) : real(input);
      },
    });
    expect(screen.getByText('The list could not be read')).toBeTruthy();
    broken = false;
    await fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(state.rentals.loaded).toBe(true));
  });

  it('opens the rental that a notification asked for', async () => {
    const { fake } = await show();
    const rentalId = fake.world.rentals[3]?.id ?? null;
    fake.replies['view.take'] = async () =>
      success({ rentalId, view: null, search: false, undo: false, failure: null });
    fake.tell('view.changed');
    const pane = await screen.findByRole('complementary', { name: 'Rental details' });
    await within(pane).findByRole('heading', { name: 'node-7' });
  });
});

describe('a page that shrank', () => {
  it('keeps the keyboard inside the list', async () => {
    const { fake, state } = await show({ rentals: 300 });
    await press('End');
    const few: Page<RentalView> = { total: 3, rows: fake.world.rentals.slice(0, 3) };
    fake.replies['rental.list'] = async () => success(few);
    fake.tell('rental.changed');
    await waitFor(() => expect(state.rentals.total).toBe(3));
    expect(state.rentals.active).toBe(2);
  });
});

describe('a rental that cannot be drawn', () => {
  const broken = (view: RentalView): RentalView => {
    const copy = { ...view };
    Reflect.set(copy, 'end', null);
    return copy;
  };
  const undrawn = () => rows().filter((row) => row.textContent?.includes('This rental cannot be shown'));

  it('takes no other rental with it that is drawn in its row later', async () => {
    await show({
      rentals: 90,
      prepare: ({ world }) => {
        world.rentals = world.rentals.map((view, index) => (index === 3 ? broken(view) : view));
      },
    });
    expect(undrawn().map((row) => row.getAttribute('aria-rowindex'))).toEqual(['5']);
    await press('End');
    await scrolled();
    await waitFor(() => expect(activeRow()?.getAttribute('aria-rowindex')).toBe('88'));
    expect(undrawn()).toEqual([]);
    await press('Home');
    await scrolled();
    expect(undrawn().map((row) => row.getAttribute('aria-rowindex'))).toEqual(['5']);
  });

  it('is drawn as soon as its facts can be, and the rows beside it are left alone', async () => {
    const { fake, state } = await show({
      prepare: ({ world }) => {
        world.rentals = world.rentals.map((view, index) => (index === 3 ? broken(view) : view));
      },
    });
    const beside = rows()[2]?.firstElementChild;
    const whole = fake.world.rentals[2];
    if (whole === undefined) throw new Error('there are more than two rentals');
    fake.world.rentals = fake.world.rentals.map((view, index) =>
      index === 3 ? { ...view, end: whole.end } : { ...view },
    );
    await state.rentals.refresh();
    await waitFor(() => expect(undrawn()).toEqual([]));
    expect(rows()[2]?.firstElementChild).toBe(beside);
  });
});

describe('what is over', () => {
  const ended = () => screen.getByRole('button', { name: /^Ended/ });

  it('is hidden at first behind a switch with its number, and shown by it', async () => {
    const { state } = await show();
    expect(screen.queryByText('旧博客')).toBeNull();
    expect(ended().textContent).toMatch(/Ended\s*3/);
    const before = state.rentals.total;
    await fireEvent.click(ended());
    await waitFor(() => expect(state.rentals.total).toBe(before + 3));
    expect(ended().getAttribute('aria-pressed')).toBe('true');
  });

  it('is told of by a search that finds nothing else', async () => {
    const { state } = await show();
    await fireEvent.input(screen.getByRole('searchbox', { name: 'Search rentals' }), { target: { value: '旧博客' } });
    await screen.findByText('1 rental that has ended matches.');
    await fireEvent.click(screen.getByRole('button', { name: 'Show ended ones' }));
    await waitFor(() => expect(state.rentals.total).toBe(1));
  });
});

describe('a time in the search', () => {
  const search = () => screen.getByRole('searchbox', { name: 'Search rentals' });
  const type = (value: string) => fireEvent.input(search(), { target: { value } });
  const reading = () => screen.queryByRole('list', { name: 'What the search is read as' });

  it('is shown as what it is read as, finds what is due within it, and can be taken away', async () => {
    const { state } = await show();
    expect(reading()).toBeNull();
    await type('24h');
    await waitFor(() => expect(reading()?.textContent).toContain('Due within 1 day'));
    await waitFor(() => expect(state.rentals.total).toBe(4));
    expect(
      (await axe.run(screen.getByRole('main'), { rules: { 'color-contrast': { enabled: false } } })).violations,
    ).toEqual([]);
    await fireEvent.click(screen.getByRole('button', { name: 'Search for the words “24h” only' }));
    await waitFor(() => expect(state.rentals.total).toBe(0));
    expect(reading()).toBeNull();
    expect(document.activeElement).toBe(search());
  });

  it('is read anew when another one is typed, and not while only other words are', async () => {
    const { state } = await show();
    await type('24h');
    await fireEvent.click(await screen.findByRole('button', { name: 'Search for the words “24h” only' }));
    await type('24h node');
    expect(state.rentals.filter.readsTime).toBe(false);
    await type('7d node');
    expect(state.rentals.filter.readsTime).toBe(true);
    await waitFor(() => expect(reading()?.textContent).toContain('Due within 7 days'));
    await type('');
    expect(state.rentals.filtered).toBe(false);
  });

  it('is said in Chinese too', async () => {
    await show({ locale: 'zh-CN' });
    await fireEvent.input(screen.getByRole('searchbox', { name: '搜索租用' }), { target: { value: '7天内' } });
    await screen.findByText('7 天内到期');
  });
});

describe('what a search found', () => {
  const type = (value: string) =>
    fireEvent.input(screen.getByRole('searchbox', { name: 'Search rentals' }), { target: { value } });
  const marks = () => [...grid().querySelectorAll('mark')].map((mark) => mark.textContent);

  it('is marked in what the row shows, whatever its case', async () => {
    const { state } = await show();
    expect(marks()).toEqual([]);
    await type('a100×8');
    await waitFor(() => expect(state.rentals.shown.query).toBe('a100×8'));
    await waitFor(() => expect(marks()).toContain('A100×8'));
    expect(rows().every((row) => row.querySelector('mark') !== null)).toBe(true);
    expect(screen.queryByText(/^found in/)).toBeNull();
  });

  it('is told of where the row does not show it', async () => {
    const { fake, state } = await show();
    const [first] = fake.world.rentals;
    const reply = success({ total: 1, rows: first === undefined ? [] : [{ ...first, tags: ['LLM'] }] });
    fake.replies['rental.list'] = async () => reply;
    await type('llm 张三');
    await waitFor(() => expect(state.rentals.total).toBe(1));
    await screen.findByText('found in tag “LLM” and the order details');
    expect(marks()).toEqual([]);
  });
});

describe('filters', () => {
  const choose = (name: string, value: string) =>
    fireEvent.change(screen.getByRole('combobox', { name }), { target: { value } });

  it('count what they would leave under the others, and are cleared together', async () => {
    const { state } = await show();
    const all = state.rentals.total;
    await screen.findByRole('option', { name: 'Within 24 hours (4)' });
    await choose('Due', 'day');
    await waitFor(() => expect(state.rentals.facets?.cost).toEqual([{ amount: '40.40', currency: 'CNY' }]));
    await screen.findByText(/¥40\.40 at the last price/);
    await fireEvent.click(screen.getByRole('button', { name: 'More filters' }));
    await screen.findByRole('option', { name: /^Wolover \(2\)$/ });
    await fireEvent.click(screen.getByRole('button', { name: 'Clear filters' }));
    await waitFor(() => expect(state.rentals.total).toBe(all));
  });

  it('leave what has cards of one model', async () => {
    const { state } = await show();
    await screen.findByRole('option', { name: 'RTX 4090 (1)' });
    await choose('GPU', 'RTX 4090');
    await waitFor(() => expect(state.rentals.total).toBe(1));
    expect(rows()[0]?.textContent).toContain('4090×1 微调机');
  });

  it('leave what has a tag, and take no room before one is used', async () => {
    const { state, fake } = await show();
    expect(screen.queryByRole('combobox', { name: 'Tag' })).toBeNull();
    const [first] = fake.world.rentals;
    fake.world.rentals = fake.world.rentals.map((rental) => (rental === first ? { ...rental, tags: ['LLM'] } : rental));
    fake.tell('rental.changed');
    await screen.findByRole('option', { name: 'LLM (1)' });
    await choose('Tag', 'LLM');
    await waitFor(() => expect(state.rentals.total).toBe(1));
    expect(rows()[0]?.textContent).toContain(first?.title);
    await choose('Tag', '');
    await waitFor(() => expect(state.rentals.total).toBeGreaterThan(1));
  });
});

describe('the headings', () => {
  const heading = (name: string) => screen.getByRole('columnheader', { name });

  it('sort by their column, up, down and back, and say so', async () => {
    const { state } = await show();
    expect(heading('Time left').getAttribute('aria-sort')).toBe('ascending');
    const directions: (string | null)[] = [];
    for (let time = 0; time < 3; time += 1) {
      await fireEvent.click(screen.getByRole('button', { name: 'Rental' }));
      directions.push(heading('Rental').getAttribute('aria-sort'));
    }
    expect(directions).toEqual(['ascending', 'descending', 'none']);
    expect(state.rentals.filter.order).toEqual({ by: 'deadline', descending: false });
    expect(state.rentals.filtered).toBe(false);
  });

  it('have keys of their own: no row opens', async () => {
    const { state } = await show();
    await fireEvent.keyDown(screen.getByRole('button', { name: 'Last price' }), { key: 'Enter' });
    expect(state.rental.id).toBeNull();
  });
});
