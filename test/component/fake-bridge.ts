import type { Bridge, RequestName, Requests } from '../../electron/contract/requests.ts';
import type {
  AccountView,
  AppDescription,
  OrderView,
  RentalWishView,
  ResourceView,
  Today,
  TodayRow,
} from '../../electron/contract/views.ts';
import type { EventName } from '../../electron/core/model/events.ts';
import { dueGroup } from '../../electron/core/deadlines/band.ts';
import {
  accountIdOf,
  reminderIdOf,
  rentalIdOf,
  type AccountId,
  type ProviderOrderId,
  type RentalId,
} from '../../electron/core/model/ids.ts';
import { sumsOf } from '../../electron/core/model/money.ts';
import { noFacets, spanMs } from '../../electron/core/model/rental-filter.ts';
import { facetsOf, type FacetCell } from '../../electron/core/rentals/facets.ts';
import { groupsOf, type GroupFacts } from '../../electron/core/rentals/group.ts';
import { hour, addMs } from '../../electron/core/model/instant.ts';
import type { InboxEntry, ReminderView } from '../../electron/core/model/reminder.ts';
import { unknownHealth } from '../../electron/core/model/health.ts';
import { failed, success, type Result } from '../../electron/core/model/failure.ts';
import { noSuggestions, type AccountSuggestions } from '../../electron/core/model/suggestion.ts';
import { firstSteps, initialSettings } from '../../electron/core/model/settings.ts';
import { fieldGroups as qiniuFields } from '../../electron/providers/qiniu/field-groups.ts';
import { sectionsOf } from '../../electron/providers/reading/order-sections.ts';
import {
  rentalStates,
  type Later,
  type RentalReference,
  type RentalState,
  type RentalView,
} from '../../electron/core/model/rental.ts';
import { changedTags } from '../../electron/core/model/tags.ts';
import { typedSpan } from '../../electron/core/model/typed-span.ts';
import {
  fakeAccounts,
  fakeChanges,
  fakeDetailReminders,
  fakeInbox,
  fakeLog,
  fakePointsExample,
  fakeUpcoming,
} from './fake-replies.ts';
import { fakeProviders } from './fake-providers.ts';
import { fakeNow, fakeOrders, fakeRentals } from './fake-rentals.ts';

type Replies = {
  -readonly [Name in RequestName]: (input: Requests[Name]['input']) => Promise<Result<Requests[Name]['reply']>>;
};

/** What the fake main process holds; tests change it and then tell the news. */
interface FakeWorld {
  description: Omit<AppDescription, 'totals' | 'noRing'>;
  rentals: readonly RentalView[];
  accounts: readonly AccountView[];
  /** What the orders of accounts say about their settings; nothing for those that are missing here. */
  suggestions: ReadonlyMap<AccountId, AccountSuggestions>;
  /** What the user said about rentals; those that are missing here nobody spoke of. */
  readonly wishes: Map<RentalId, RentalWishView>;
  /** What the detail of every rental offers to join, and the orders joined to it. */
  joinOffers: readonly RentalView[];
  joined: readonly ProviderOrderId[];
  /** What was bought with every rental. */
  parts: readonly RentalReference[];
  upcoming: readonly ReminderView[];
  /** What waits in the inbox; what is acknowledged leaves it and can come back. */
  inbox: readonly InboxEntry[];
  /** The orders of every rental. */
  orders: readonly OrderView[];
  /** What the provider of every rental lists. */
  resource: ResourceView | null;
  /** The wish that can be taken back. */
  undoable: { readonly id: number } | null;
  /** How far the rental that is opened can be put off. */
  later: Later | null;
}

/** A bridge that answers from memory, in the shapes of the contract, and writes down what it was asked. */
export interface FakeBridge extends Bridge {
  readonly world: FakeWorld;
  readonly replies: Replies;
  readonly asked: { readonly name: RequestName; readonly input: unknown }[];
  tell(name: EventName): void;
}

const description: FakeWorld['description'] = {
  version: '0.1.0',
  now: fakeNow,
  locale: 'zh-CN',
  timeZone: 'Asia/Shanghai',
  settings: { ...initialSettings, locale: 'zh-CN', firstSteps },
  demo: false,
  offline: false,
  trayAvailable: true,
  dataFolder: '/home/li/.config/Leasebell',
  login: { state: 'off', why: null, asks: false },
  update: { state: 'off', why: 'update_off_sources' },
  channels: [
    { channel: 'native', state: 'ok', why: null },
    { channel: 'node-notifier', state: 'untested', why: null },
    { channel: 'inbox', state: 'ok', why: null },
  ],
  vault: null,
  store: null,
  upgradePercent: null,
  health: unknownHealth,
  providers: fakeProviders,
  inbox: 2,
};

const totalsOf = (rentals: readonly RentalView[]): Record<RentalState, number> => {
  const totals = {
    pending: 0,
    active: 0,
    ending: 0,
    expired: 0,
    frozen: 0,
    released: 0,
    cancelled: 0,
    'open-ended': 0,
    unknown: 0,
  };
  for (const state of rentalStates) totals[state] = rentals.filter((rental) => rental.state === state).length;
  return totals;
};

const isOver = ({ state, nextDeadline }: RentalView): boolean =>
  nextDeadline === null && (state === 'expired' || state === 'released' || state === 'cancelled');

const cellOf = (
  world: FakeWorld,
  { state, account, intention, provider, region, gpu, nextDeadline, ...rental }: RentalView,
): FacetCell => {
  const leftMs = nextDeadline === null ? null : Date.parse(nextDeadline.at) - Date.parse(fakeNow);
  const near = leftMs === null ? 'none' : leftMs <= spanMs.day ? 'day' : leftMs <= spanMs.week ? 'week' : 'later';
  return {
    ...{
      state,
      provider,
      region,
      plan: intention,
      kind: null,
      gpu: gpu?.model ?? null,
      tags: rental.tags,
      price: { amount: '10.10', currency: 'CNY' },
      count: 1,
    },
    accountId: world.accounts.find(({ label }) => label === account)?.id ?? accountIdOf(account),
    span: isOver({ state, account, intention, provider, region, gpu, nextDeadline, ...rental }) ? 'over' : near,
  };
};

/** As main finds it: it runs, and nobody knows until when. */
const lacksEnd = ({ state, end, nextDeadline }: RentalView): boolean =>
  state === 'active' && nextDeadline === null && end.basis !== 'corrected';

const matching = (
  world: FakeWorld,
  { query, readsTime, state, accountId, noRing, plan, region, provider, gpu, tag }: Requests['rental.list']['input'],
): readonly RentalView[] => {
  const account = world.accounts.find(({ id }) => id === accountId)?.label;
  const termsOf = (text: string) => text.toLowerCase().split(/\s+/).filter(Boolean);
  const span = readsTime ? typedSpan(query) : null;
  return world.rentals.filter((rental) => {
    const text = `${rental.title} ${rental.spec} ${rental.account} ${rental.region} ${rental.resourceId}`.toLowerCase();
    return (
      (!state || rental.state === state) &&
      (!account || rental.account === account) &&
      (!plan || rental.intention === plan) &&
      (!region || rental.region === region) &&
      (!provider || rental.provider === provider) &&
      (!gpu || rental.gpu?.model === gpu) &&
      (!tag || rental.tags.includes(tag)) &&
      (noRing === null || lacksEnd(rental)) &&
      (termsOf(query).every((term) => text.includes(term)) ||
        (span !== null &&
          isDueWithin(rental, span.withinMs) &&
          termsOf(span.rest).every((term) => text.includes(term))))
    );
  });
};

const isDueWithin = ({ nextDeadline }: RentalView, withinMs: number): boolean =>
  nextDeadline !== null && Date.parse(nextDeadline.at) - Date.parse(fakeNow) <= withinMs;

const noRingOf = (rentals: readonly RentalView[]): AppDescription['noRing'] => ({
  'no-end': rentals.filter(lacksEnd).length,
  muted: 0,
});

/** As main makes it: what is due within a week, soonest first, and the cards of others. */
const todayOf = ({ rentals, inbox }: FakeWorld): Today => {
  const nowMs = Date.parse(fakeNow);
  const rows = rentals.flatMap((rental): TodayRow[] => {
    const group = dueGroup(rental, nowMs);
    if (group === null) return [];
    const card = inbox.find(({ rentalId }) => rentalId === rental.id);
    const words = { heading: rental.title, body: rental.account };
    const entry: InboxEntry = card ?? {
      ...{ id: reminderIdOf(`none:${rental.id}`), rentalId: rental.id, ...words },
      ...{ provider: rental.provider, intention: rental.intention },
      ...{ deadlineAt: rental.nextDeadline?.at ?? fakeNow, firedAt: fakeNow, later: null },
      ...{ former: null, endAt: null },
    };
    return [{ group, rental, price: { amount: '612.50', currency: 'CNY' }, entry, rang: card !== undefined }];
  });
  const urgent = rows.filter(({ group }) => group === 'now' || group === 'today');
  return {
    rows,
    more: 0,
    news: inbox.filter(({ rentalId }) => !rows.some(({ rental }) => rental.id === rentalId)),
    atStake: sumsOf(urgent.flatMap(({ price }) => price ?? [])),
    withoutPrice: 0,
    lately: [{ rentalId: rentalIdOf('r-9'), heading: '裸金属 H800×8 已续费', at: addMs(fakeNow, -hour) }],
    next: rentals.find(({ nextDeadline }) => Date.parse(nextDeadline?.at ?? '') > nowMs + 7 * 24 * hour) ?? null,
  };
};

const silent: RentalWishView = {
  label: null,
  note: null,
  correctedEndAt: null,
  former: null,
  mutedUntil: null,
  snoozedUntil: null,
  pointsMs: null,
};

const wishOf = (world: FakeWorld, id: RentalId): RentalWishView => world.wishes.get(id) ?? silent;

const changeRental = (world: FakeWorld, id: RentalId, change: Partial<RentalView>): void => {
  world.rentals = world.rentals.map((rental) => (rental.id === id ? { ...rental, ...change } : rental));
};

const createAnswers = (world: FakeWorld): Replies => ({
  'app.describe': async () =>
    success({ ...world.description, totals: totalsOf(world.rentals), noRing: noRingOf(world.rentals) }),
  'app.drawn': () => Promise.resolve(success(null)),
  'today.get': async () => success(todayOf(world)),
  'rental.list': async (input) => {
    const rows = matching(world, input).filter((rental) => input.ended || !isOver(rental));
    return success({ total: rows.length, rows: rows.slice(input.offset, input.offset + input.limit) });
  },
  'rental.grouped': async ({ by, ...input }) => {
    const live = matching(world, input).filter((rental) => !isOver(rental));
    const facts = live.map((rental, key): GroupFacts => {
      const values = {
        account: [rental.account],
        gpu: rental.gpu === null ? [] : [rental.gpu.model],
        tag: rental.tags,
      };
      const { nextDeadline: next, price, account } = rental;
      const cards = by === 'gpu' ? (rental.gpu?.count ?? null) : null;
      const standing = { group: next === null ? 1 : 0, sortAtMs: next === null ? 0 : Date.parse(next.at) };
      return { ...standing, key, name: '', account, plan: rental.intention, price, values: values[by], cards };
    });
    const rows = groupsOf(facts).flatMap(({ group, keys }) => [group, ...live.filter((_, key) => keys.includes(key))]);
    return success({
      total: rows.length,
      rentals: live.length,
      rows: rows.slice(input.offset, input.offset + input.limit),
    });
  },
  'rental.facets': async ({ ended, ...filter }) => {
    const input = { ...filter, ...noFacets, ended, offset: 0, limit: 1 };
    const found = matching(world, input).filter((rental) => ended || !isOver(rental));
    const over = matching(world, { ...filter, ended, offset: 0, limit: 1 }).filter(isOver).length;
    const cells = found.map((rental) => cellOf(world, rental));
    return success({ over, ...facetsOf(cells, filter) });
  },
  'rental.get': async ({ id }) => {
    const rental = world.rentals.find((candidate) => candidate.id === id);
    if (!rental) return failed('not-found');
    const detail = {
      rental,
      wish: wishOf(world, id),
      joinOffers: world.joinOffers,
      joined: world.joined,
      parts: world.parts,
    };
    const { orders } = world;
    const told = { orders, resource: world.resource, reminders: fakeDetailReminders, changes: fakeChanges };
    return success({ ...detail, ...told, later: world.later });
  },
  'rental.tags': async () => success([...new Set(world.rentals.flatMap(({ tags }) => tags))].sort()),
  'rental.change': async ({ id, change }) => {
    world.wishes.set(id, { ...wishOf(world, id), ...change });
    const { label, tags, correctedEndAt } = change;
    changeRental(world, id, {
      ...(tags ? { tags } : {}),
      ...(label ? { title: label } : {}),
      ...(correctedEndAt ? { end: { at: correctedEndAt, basis: 'corrected', note: 'corrected-by-user' } } : {}),
    });
    return success(null);
  },
  'rental.changeMany': async ({ ids, wish }) => {
    for (const { id, tags } of world.rentals.filter((rental) => ids.includes(rental.id))) {
      if (wish.say === 'plan') changeRental(world, id, { intention: wish.intention });
      if (wish.say === 'mute') world.wishes.set(id, { ...wishOf(world, id), mutedUntil: wish.until });
      if (wish.say === 'tag') changeRental(world, id, { tags: changedTags(tags, wish) });
    }
    return success({ said: ids.length });
  },
  'rental.decide': async ({ id, intention }) => {
    changeRental(world, id, { intention });
    world.wishes.set(id, { ...wishOf(world, id), snoozedUntil: null });
    return success(null);
  },
  'rental.previewEnd': async ({ endAt }) =>
    success(
      fakeDetailReminders
        .filter(({ state }) => state === 'planned')
        .map((each) => ({ ...each, deadlineAt: endAt, fireAt: addMs(endAt, -each.pointMs) }))
        .filter(({ fireAt }) => fireAt > fakeNow),
    ),
  'rental.snooze': async ({ id }) => {
    world.wishes.set(id, { ...wishOf(world, id), snoozedUntil: addMs(fakeNow, hour) });
    return success(null);
  },
  'rental.join': async () => success(null),
  'rental.split': async () => success(null),
  'account.list': async () => success(world.accounts),
  'account.test': async () => success({ orders: 37 }),
  'account.add': async () => success({ orders: 37 }),
  'account.setSecrets': async () => success({ orders: 37 }),
  'account.acceptAddress': async ({ id, allowHttp }) => {
    world.accounts = world.accounts.map((account) =>
      account.id === id ? { ...account, allowHttp, failure: null } : account,
    );
    return success(null);
  },
  'account.remove': async () => success(null),
  'account.sync': async () => success([]),
  'account.setPaused': async () => success(null),
  'account.setPolling': async ({ id, ...polling }) => {
    world.accounts = world.accounts.map((account) => (account.id === id ? { ...account, ...polling } : account));
    return success(null);
  },
  'account.setSettings': async ({ id, settings }) => {
    world.accounts = world.accounts.map((account) =>
      account.id === id ? { ...account, settings: { ...account.settings, ...settings } } : account,
    );
    return success(null);
  },
  'account.suggestions': async ({ id }) => success(world.suggestions.get(id) ?? noSuggestions),
  'account.setRule': async ({ id, rule }) => {
    world.accounts = world.accounts.map((account) => (account.id === id ? { ...account, rule } : account));
    return success(null);
  },
  'reminder.upcoming': async () => success(world.upcoming),
  'reminder.previewPoints': async ({ of, pointsMs }) => success([fakePointsExample(of, pointsMs)]),
  'reminder.log': async ({ offset, limit }) =>
    success({ total: fakeLog.length, rows: fakeLog.slice(offset, offset + limit) }),
  'reminder.inbox': async () => success(world.inbox),
  'reminder.acknowledge': async ({ ids }) => {
    world.inbox = world.inbox.filter(({ id }) => !ids.includes(id));
    return success(null);
  },
  'reminder.ringNow': async () => success({ channel: 'native', why: null }),
  'undo.last': async () => success(world.undoable),
  'undo.apply': async () => {
    world.undoable = null;
    return success(null);
  },
  'settings.set': async (change) => {
    const settings = { ...world.description.settings, ...change };
    const locale = settings.locale === 'system' ? 'zh-CN' : settings.locale;
    world.description = { ...world.description, settings, locale };
    return success(settings);
  },
  'demo.enter': async () => {
    world.description = { ...world.description, demo: true };
    return success(null);
  },
  'demo.leave': async () => {
    world.description = { ...world.description, demo: false };
    return success(null);
  },
  'notices.open': async () => success(null),
  'folder.open': async () => success(null),
  'rental.export': async ({ format }) => success({ file: `/home/somebody/rentals.${format}`, isWhole: true }),
  'backup.write': async () => success('/home/somebody/leasebell-2026-03-10.sqlite'),
  'backup.restore': async () => success(null),
  'diagnostics.copy': async () => success(null),
  'login.set': async () => success(null),
  'update.look': async () => success(null),
  'update.download': async () => success(null),
  'update.install': async () => success(null),
  'update.setAutomatic': async ({ on }) => {
    const { update } = world.description;
    if (update.state !== 'off') world.description = { ...world.description, update: { ...update, automatic: on } };
    return success(null);
  },
  'view.take': async () => success({ rentalId: null, view: null, search: false, undo: false, failure: null }),
});

/** Makes a fake main process with a believable world, of any number of rentals. */
export const createFakeBridge = (rentalCount = 40): FakeBridge => {
  const world: FakeWorld = {
    description,
    rentals: fakeRentals(rentalCount),
    accounts: fakeAccounts,
    suggestions: new Map(),
    wishes: new Map(),
    joinOffers: [],
    joined: [],
    parts: [],
    upcoming: fakeUpcoming,
    inbox: fakeInbox,
    orders: fakeOrders.map((order) => ({ ...order, sections: sectionsOf(qiniuFields, order.facts) })),
    resource: null,
    undoable: { id: 1 },
    later: fakeInbox[1]?.later ?? null,
  };
  const answers = createAnswers(world);
  const asked: FakeBridge['asked'] = [];
  const listeners = new Map<EventName, Set<() => void>>();
  const ask =
    <Name extends RequestName>(name: Name) =>
    (input: Requests[Name]['input']) => {
      asked.push({ name, input });
      return answers[name](input);
    };
  const listen = (name: EventName) => (listener: () => void) => {
    const all = listeners.get(name) ?? new Set();
    listeners.set(name, all.add(listener));
    return () => void all.delete(listener);
  };
  return {
    world,
    replies: answers,
    asked,
    tell: (name) => listeners.get(name)?.forEach((listener) => listener()),
    request: {
      'app.describe': ask('app.describe'),
      'app.drawn': ask('app.drawn'),
      'today.get': ask('today.get'),
      'rental.list': ask('rental.list'),
      'rental.grouped': ask('rental.grouped'),
      'rental.facets': ask('rental.facets'),
      'rental.get': ask('rental.get'),
      'rental.tags': ask('rental.tags'),
      'rental.change': ask('rental.change'),
      'rental.changeMany': ask('rental.changeMany'),
      'rental.decide': ask('rental.decide'),
      'rental.previewEnd': ask('rental.previewEnd'),
      'rental.snooze': ask('rental.snooze'),
      'rental.join': ask('rental.join'),
      'rental.split': ask('rental.split'),
      'rental.export': ask('rental.export'),
      'account.list': ask('account.list'),
      'account.test': ask('account.test'),
      'account.add': ask('account.add'),
      'account.setSecrets': ask('account.setSecrets'),
      'account.acceptAddress': ask('account.acceptAddress'),
      'account.remove': ask('account.remove'),
      'account.sync': ask('account.sync'),
      'account.setPaused': ask('account.setPaused'),
      'account.setPolling': ask('account.setPolling'),
      'account.setSettings': ask('account.setSettings'),
      'account.suggestions': ask('account.suggestions'),
      'account.setRule': ask('account.setRule'),
      'reminder.upcoming': ask('reminder.upcoming'),
      'reminder.previewPoints': ask('reminder.previewPoints'),
      'reminder.log': ask('reminder.log'),
      'reminder.inbox': ask('reminder.inbox'),
      'reminder.acknowledge': ask('reminder.acknowledge'),
      'reminder.ringNow': ask('reminder.ringNow'),
      'undo.last': ask('undo.last'),
      'undo.apply': ask('undo.apply'),
      'settings.set': ask('settings.set'),
      'demo.enter': ask('demo.enter'),
      'demo.leave': ask('demo.leave'),
      'notices.open': ask('notices.open'),
      'folder.open': ask('folder.open'),
      'backup.write': ask('backup.write'),
      'backup.restore': ask('backup.restore'),
      'diagnostics.copy': ask('diagnostics.copy'),
      'login.set': ask('login.set'),
      'update.look': ask('update.look'),
      'update.download': ask('update.download'),
      'update.install': ask('update.install'),
      'update.setAutomatic': ask('update.setAutomatic'),
      'view.take': ask('view.take'),
    },
    on: {
      'app.changed': listen('app.changed'),
      'rental.changed': listen('rental.changed'),
      'account.changed': listen('account.changed'),
      'reminder.changed': listen('reminder.changed'),
      'view.changed': listen('view.changed'),
    },
  };
};
