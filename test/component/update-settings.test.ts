import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failed } from '../../electron/core/model/failure.ts';
import { hour, instantOf } from '../../electron/core/model/instant.ts';
import type { Locale } from '../../electron/core/model/settings.ts';
import type { UpdateView } from '../../electron/core/model/update.ts';
import { fakeNow } from './fake-rentals.ts';
import { layOut, show } from './show.ts';

beforeEach(() => layOut(600));
afterEach(cleanup);

type Updates = Exclude<UpdateView, { state: 'off' }>;

const idle: Updates = {
  ...{ state: 'unknown', version: null, percent: null, failure: null },
  ...{ automatic: true, lookedAt: null, host: 'updates.example.com' },
};
const lookedAt = instantOf(Date.parse(fakeNow) - hour);

const settings = async (update: UpdateView, locale: Locale = 'en') => {
  const shown = await show({
    locale,
    prepare: (bridge) => (bridge.world.description = { ...bridge.world.description, update }),
  });
  shown.state.app.show('settings');
  await screen.findByText(locale === 'en' ? 'Updates' : '更新');
  const tell = (next: UpdateView) => {
    shown.fake.world.description = { ...shown.fake.world.description, update: next };
    shown.fake.tell('app.changed');
  };
  return { ...shown, tell };
};

const names = ['Check now', 'Download', 'Restart to update'];
const offered = () => names.filter((name) => screen.queryByRole('button', { name }) !== null);

describe('where the program does not update itself', () => {
  it.each([
    ['update_off_package', /Install the newer package over it/],
    ['update_off_no_feed', /Look now and then at the page where you downloaded it/],
    ['update_off_sources', /runs from its source files/],
    ['update_off_demo', /The demo does not look for updates/],
  ] as const)('it says what to do instead: %s', async (why, sentence) => {
    await settings({ state: 'off', why });
    await screen.findByText(sentence);
    expect(offered()).toEqual([]);
    expect(screen.queryByRole('radiogroup', { name: 'Check automatically' })).toBeNull();
    screen.getByText(/sends nothing to anybody else/);
  });

  it('says so in Chinese', async () => {
    await settings({ state: 'off', why: 'update_off_package' }, 'zh-CN');
    await screen.findByText(/这份程序是以软件包安装的/);
  });
});

describe('where it does', () => {
  it.each<[string, Updates, RegExp, readonly string[]]>([
    ['was not looked for', idle, /^Not checked yet$/, ['Check now']],
    ['is not there', { ...idle, state: 'current', lookedAt }, /^This is the newest version$/, ['Check now']],
    ['is looked for', { ...idle, state: 'looking' }, /^Checking for a newer version…$/, ['Check now']],
    ['is known', { ...idle, state: 'available', version: '0.2.0' }, /^Version 0\.2\.0 is available$/, ['Download']],
    [
      'comes',
      { ...idle, state: 'downloading', version: '0.2.0', percent: 41 },
      /^Downloading version 0\.2\.0: 41%$/,
      [],
    ],
    [
      'comes in unknown length',
      { ...idle, state: 'downloading', version: '0.2.0' },
      /^Downloading version 0\.2\.0…$/,
      [],
    ],
    ['is there', { ...idle, state: 'ready', version: '0.2.0' }, /^Version 0\.2\.0 is ready$/, ['Restart to update']],
  ])('it says that a newer version %s, and offers what can be done', async (_name, update, sentence, buttons) => {
    await settings(update);
    await screen.findByText(sentence);
    expect(offered()).toEqual(buttons);
    screen.getByText(/asks only updates\.example\.com, for newer versions/);
    screen.getByText(/Nothing about you, your accounts or your rentals is sent/);
  });

  it('names when it last looked, and the fault that keeps it from it', async () => {
    const { tell } = await settings({ ...idle, state: 'current', lookedAt });
    await screen.findByText(/^Last checked: /);
    tell({ ...idle, lookedAt, failure: { code: 'update.unreachable', reason: 'missing', detail: 'HTTP 404' } });
    await screen.findAllByText(/has no list of versions at its address/);
    screen.getByText('Not known whether there is a newer version');
    tell({ ...idle, state: 'available', version: '0.2.0', failure: { code: 'update.refused', reason: 'digest' } });
    await screen.findAllByText(/is not what the update server announced/);
    expect(offered()).toEqual(['Download']);
  });

  it('says every failure in Chinese too', async () => {
    const { tell } = await settings({ ...idle, failure: { code: 'update.refused', reason: 'older' } }, 'zh-CN');
    await screen.findByText(/从不降级/);
    tell({ ...idle, failure: { code: 'update.unreadable' } });
    await screen.findAllByText(/无法理解/);
    tell({ ...idle, state: 'ready', version: '0.2.0', failure: { code: 'update.not-installed' } });
    await screen.findAllByText(/没能装好/);
  });

  it('hands on what its user says', async () => {
    const { fake, tell } = await settings(idle);
    await fireEvent.click(await screen.findByRole('button', { name: 'Check now' }));
    tell({ ...idle, state: 'available', version: '0.2.0' });
    await fireEvent.click(await screen.findByRole('button', { name: 'Download' }));
    tell({ ...idle, state: 'ready', version: '0.2.0' });
    await fireEvent.click(await screen.findByRole('button', { name: 'Restart to update' }));
    const choice = screen.getByRole('radiogroup', { name: 'Check automatically' });
    await fireEvent.click(within(choice).getByRole('radio', { name: 'Off' }));
    await waitFor(() =>
      expect(fake.asked.filter(({ name }) => name.startsWith('update.'))).toEqual([
        { name: 'update.look', input: null },
        { name: 'update.download', input: null },
        { name: 'update.install', input: null },
        { name: 'update.setAutomatic', input: { on: false } },
      ]),
    );
    await waitFor(() => expect(within(choice).getByRole('radio', { name: 'Off' }).matches(':checked')).toBe(true));
  });

  it('is heard once for each step, not for each percent', async () => {
    const { state, tell } = await settings(idle);
    const coming: Updates = { ...idle, state: 'downloading', version: '0.2.0' };
    tell({ ...coming, percent: 1 });
    await waitFor(() => expect(state.app.news).toBe('Downloading version 0.2.0…'));
    state.app.announce('');
    tell({ ...coming, percent: 2 });
    await screen.findByText('Downloading version 0.2.0: 2%');
    expect(state.app.news).toBe('');
    tell({ ...idle, state: 'ready', version: '0.2.0' });
    await waitFor(() => expect(state.app.news).toBe('Version 0.2.0 is ready'));
  });

  it('tells on top what main refuses', async () => {
    const { fake } = await settings(idle);
    fake.replies['update.look'] = async () => failed('not-found');
    await fireEvent.click(await screen.findByRole('button', { name: 'Check now' }));
    await screen.findByRole('alert');
  });
});
