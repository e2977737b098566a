// A page for looking at the window without a main process: `npx vite build --config test/component/preview/vite.config.ts`.
// The query chooses what is shown: locale, theme, count, view, open, order (a provider's sample), form, and any of the scenes below.
import { mount } from 'svelte';
import { providers } from '../../../electron/providers/registry.ts';
import { failed, success } from '../../../electron/core/model/failure.ts';
import { providerOrderIdOf, rentalIdOf } from '../../../electron/core/model/ids.ts';
import { day, hour, instantOf } from '../../../electron/core/model/instant.ts';
import { initialSettings } from '../../../electron/core/model/settings.ts';
import { description as qiniu } from '../../../electron/providers/qiniu/description.ts';
import { description as unicloud } from '../../../electron/providers/unicloud/description.ts';
import { description as wolover } from '../../../electron/providers/wolover/description.ts';
import App from '../../../renderer/App.svelte';
import { WindowState } from '../../../renderer/state/window.svelte.ts';
import { createFakeBridge } from '../fake-bridge.ts';
import { contradictingProducts, fakeSuggestion, fakeSuggestions } from '../fake-suggestions.ts';
import { fakeNow } from '../fake-rentals.ts';
import { sampleOrders } from './sample-orders.ts';

const query = new URLSearchParams(location.search);
const fake = createFakeBridge(Number(query.get('count') ?? '240'));
const { world } = fake;
const locale = query.get('locale') === 'en' ? 'en' : 'zh-CN';
const theme = query.get('theme') === 'dark' ? 'dark' : 'light';
world.description = {
  ...world.description,
  locale,
  settings: { ...initialSettings, locale, theme },
  providers: [wolover, unicloud, qiniu],
};

world.description = { ...world.description, providers: providers.map(({ description }) => description) };
const sample = sampleOrders(query.get('order') ?? '');
if (sample !== null) {
  const get = fake.replies['rental.get'];
  fake.replies['rental.get'] = async (input) => {
    const answer = await get(input);
    return answer.ok ? success({ ...answer.value, orders: sample }) : answer;
  };
}

const at = (fromNowMs: number) => instantOf(Date.parse(fakeNow) + fromNowMs);

const scenes: Readonly<Record<string, () => void>> = {
  welcome: () => {
    world.accounts = [];
    world.rentals = [];
  },
  empty: () => {
    world.rentals = [];
  },
  first: () => {
    world.rentals = [];
    world.accounts = world.accounts.map((account) => ({ ...account, syncing: true, failure: null }));
  },
  troubled: () => {
    world.description = {
      ...world.description,
      demo: true,
      offline: true,
      vault: { code: 'vault.unavailable', detail: 'no-service' },
      store: { code: 'store.damaged', reason: 'set-aside' },
      trayAvailable: false,
    };
  },
  broken: () => {
    fake.replies['rental.list'] = async () => failed('store.damaged');
  },
  refusing: () => {
    fake.replies['account.add'] = async () =>
      failed('account.key-rejected', { status: 401, providerMessage: 'Specified access key is not found.' });
  },
  wished: () => {
    const id = rentalIdOf(query.get('open') ?? '');
    world.wishes.set(id, {
      label: '训练机-02（论文）',
      note: '十二月投稿前不能断。\n续费找小组公共账户。',
      correctedEndAt: at(27 * hour),
      mutedUntil: at(day),
      snoozedUntil: at(hour),
      former: null,
      pointsMs: [day, 2 * hour],
    });
    world.joined = [providerOrderIdOf('602892b7b500000eed4190e932000000')];
    world.joinOffers = world.rentals.slice(2, 3);
  },
  quiet: () => {
    const quietHours = { from: '22:00', to: '08:00', timeZone: 'Asia/Shanghai', urgentPasses: true };
    const settings = { ...world.description.settings, quietHours, mutedUntil: at(day) };
    world.description = { ...world.description, settings };
  },
  suggesting: () => {
    world.suggestions = fakeSuggestions(fakeSuggestion);
  },
  mistaken: () => {
    world.accounts = world.accounts.map((account) =>
      account.provider === 'wolover' ? { ...account, settings: { durationUnit: 'day' } } : account,
    );
    world.suggestions = fakeSuggestions({ ...fakeSuggestion, value: 'day' });
  },
  contradicting: () => {
    world.suggestions = fakeSuggestions(...contradictingProducts);
  },
  demo: () => {
    world.description = { ...world.description, demo: true };
  },
};
scenes[query.get('scene') ?? '']?.();

const target = document.querySelector('#app');
if (!target) throw new Error('The page has no place for the app.');
const state = new WindowState(fake, { locale, timeZone: query.get('zone') ?? 'Asia/Shanghai' }, () =>
  Date.parse(fakeNow),
);
state.start();
await state.load();
mount(App, { target, props: { state } });
const view = query.get('view');
if (view === 'today' || view === 'rentals' || view === 'reminders' || view === 'accounts' || view === 'settings')
  state.app.show(view);
if (query.has('form')) state.accounts.openForm();
const open = query.get('open');
if (open) void state.rental.open(rentalIdOf(open));
