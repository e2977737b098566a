import { EventEmitter } from 'node:events';
import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { deadlineBand } from '../../../../electron/core/deadlines/band.ts';
import { rentalIdOf } from '../../../../electron/core/model/ids.ts';
import { day, hour, instantOf, minute } from '../../../../electron/core/model/instant.ts';
import type { Rental } from '../../../../electron/core/model/rental.ts';
import { speakIn } from '../../../../electron/core/words/words.ts';
import { trayStateOf, type TrayAction } from '../../../../electron/faces/tray/tray-state.ts';
import type { TrayFacts } from '../../../../electron/program/desktop/tray-facts.ts';
import { Tray } from '../../../../electron/faces/tray/tray.ts';
import { overviewQuestions, type AwaitedDeadline } from '../../../../electron/program/overview.ts';
import { insertAccount } from '../../../../electron/edges/store/accounts.ts';
import { keepRental } from '../../../../electron/engine/polling/keep-rental.ts';
import { hasTrayHost } from '../../../../electron/edges/dbus/tray-host.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { anEngine } from '../../../fakes/engine.ts';
import { at } from '../../../fakes/instants.ts';
import { stated } from '../../../fakes/orders.ts';
import { aRental } from '../../../fakes/rentals.ts';
import { aStore } from '../../../fakes/store.ts';
import { hostileNames } from '../terminal/readers/hostile.ts';
import { fakeBus } from '../../channels/desktop/fake-bus.ts';

const nowMs = Date.parse('2026-10-17T00:00:00Z');
const setting = { locale: 'en', timeZone: 'Asia/Shanghai', nowMs, maxBytes: null } as const;
speakIn(() => 'en');

const deadline = (title: string, inMs: number, more: Partial<AwaitedDeadline> = {}): AwaitedDeadline => ({
  title,
  kind: 'ends',
  at: instantOf(nowMs + inMs),
  earliestAt: null,
  surelyAt: null,
  basis: 'stated',
  note: null,
  rentalId: rentalIdOf(title),
  nextAt: instantOf(nowMs + inMs),
  band: deadlineBand({ kind: 'ends', at: instantOf(nowMs + inMs) }, 'undecided', nowMs),
  intention: null,
  ...more,
});
const calm: TrayFacts = {
  deadlines: [deadline('node-7', 8 * day)],
  inbox: 0,
  withoutEnd: 0,
  failing: [],
  paused: false,
  trouble: false,
};
const state = (facts: Partial<TrayFacts>) => trayStateOf({ ...calm, ...facts }, setting);
const labels = (facts: Partial<TrayFacts>) =>
  state(facts).items.map((item) => (item === 'separator' ? '-' : item.label));

describe('what the tray shows', () => {
  it('names the next three deadlines that lie ahead', () => {
    const deadlines = [
      deadline('over', -minute),
      deadline('one', 40 * minute),
      deadline('two', 27 * hour),
      deadline('three', 3 * day),
      deadline('four', 9 * day),
    ];
    expect(labels({ deadlines })).toEqual([
      'one: 40 minutes left',
      'two: 1 day 3 hours left',
      'three: 3 days left',
      '-',
      'Open Leasebell',
      'Sync now',
      '-',
      'Quit',
    ]);
    expect(state({ deadlines }).items[0]).toMatchObject({ action: { kind: 'rental', rentalId: 'one' } });
  });

  it('says what is meant to happen then, where something can be', () => {
    const deadlines = [
      deadline('node-7', 3 * day, { intention: 'renew' }),
      deadline('node-8', 4 * day, { intention: 'undecided' }),
    ];
    expect(labels({ deadlines }).slice(0, 2)).toEqual([
      'node-7: 3 days left · Will renew',
      'node-8: 4 days left · Undecided',
    ]);
  });

  it('says that there is none, and what waits or fails', () => {
    expect(labels({ deadlines: [], inbox: 2, failing: ['A', 'B'], paused: true })).toEqual([
      'No deadline ahead',
      '-',
      '2 reminders wait',
      'Not up to date: A, B',
      'Syncing is paused',
      '-',
      'Open Leasebell',
      'Sync now',
      '-',
      'Quit',
    ]);
    expect(state({ deadlines: [] }).items[0]).toMatchObject({ action: null });
  });

  it('says how many will not ring for lack of an end, and leads to setting them', () => {
    const line = '19 rentals have no known end and will not ring';
    expect(labels({ withoutEnd: 19 })).toContain(line);
    expect(state({ withoutEnd: 19 }).items).toContainEqual({ label: line, action: { kind: 'set-ends' } });
    expect(state({ withoutEnd: 1 }).tooltip).toContain('1 rental has no known end and will not ring');
    expect(labels({}).join()).not.toContain('known end');
  });

  it('changes its picture with what is most urgent', () => {
    expect(state({}).icon).toBe('normal');
    expect(state({ paused: true }).icon).toBe('paused');
    expect(state({ paused: true, inbox: 1 }).icon).toBe('attention');
    expect(state({ failing: ['A'] }).icon).toBe('attention');
    expect(state({ deadlines: [deadline('x', 7 * day)] }).icon).toBe('attention');
    expect(state({ inbox: 1, deadlines: [deadline('x', day)] }).icon).toBe('urgent');
    // What is to be renewed asks for nothing, and what comes after it does.
    const planned = deadline('planned', 3 * hour, { band: 'decided' });
    expect(state({ deadlines: [planned] }).icon).toBe('normal');
    expect(state({ deadlines: [planned, deadline('x', day)] }).icon).toBe('urgent');
    expect(state({ trouble: true }).icon).toBe('attention');
    expect(labels({ trouble: true })).toContain('Something is wrong with the bell');
    expect(state({ trouble: true }).tooltip).toContain('Something is wrong with the bell');
    expect(
      state({
        deadlines: [deadline('x', 3 * hour, { earliestAt: instantOf(nowMs + hour), nextAt: instantOf(nowMs + hour) })],
      }).icon,
    ).toBe('urgent');
    const surelyAt = instantOf(nowMs + 9 * minute);
    const frozen = {
      kind: 'releases',
      note: 'frozen-window',
      surelyAt,
      nextAt: surelyAt,
      band: 'destruction',
    } as const;
    expect(state({ deadlines: [deadline('x', -minute, frozen)] }).icon).toBe('urgent');
    const kept = { kind: 'releases', note: 'from-user-setting', surelyAt: instantOf(nowMs + 27 * day) } as const;
    expect(state({ deadlines: [deadline('x', 27 * day, kept)] }).icon).toBe('normal');
  });

  it('puts first what is over first', () => {
    const surelyAt = instantOf(nowMs + 20 * minute);
    const frozen = { kind: 'releases', note: 'frozen-window', surelyAt, nextAt: surelyAt } as const;
    const deadlines = [deadline('later', 3 * day), deadline('frozen', -minute, frozen), deadline('soon', 10 * minute)];
    expect(labels({ deadlines }).slice(0, 2)).toEqual(['soon: 10 minutes left', expect.stringContaining('frozen')]);
  });

  it('keeps its tooltip within what Windows shows', () => {
    expect(state({ inbox: 1 }).tooltip).toBe('Leasebell\nnode-7: 8 days left\n1 reminder waits');
    expect(
      state({ failing: ['x'.repeat(200)], deadlines: [deadline('y'.repeat(200), day)] }).tooltip.length,
    ).toBeLessThanOrEqual(127);
  });
});

describe('what others wrote', () => {
  it('is plain text in every line and in the tooltip', () => {
    for (const name of hostileNames) {
      const shown = state({ deadlines: [deadline(name, day)], failing: [name] });
      const texts = shown.items.map((item) => (item === 'separator' ? '' : item.label));
      for (const text of [...texts, ...shown.tooltip.split('\n')])
        expect(text).not.toMatch(
          /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200b\u200e\u200f\u061c\u2060\u202a-\u202e\u2066-\u2069\ufeff]/u,
        );
      expect(shown.tooltip.split('\n').length).toBeLessThanOrEqual(3);
    }
  });
});

describe('whose deadlines it shows', () => {
  const rental = aRental({
    end: stated('2026-10-18T00:00:00Z'),
    releases: {
      at: at('2026-10-25T00:00:00Z'),
      surelyAt: at('2026-10-25T00:00:00Z'),
      basis: 'corrected',
      note: 'from-user-setting',
    },
  });
  const deadlinesOf = (facts: Partial<Rental>, atMs = nowMs): readonly AwaitedDeadline[] => {
    const store = aStore();
    insertAccount(store.database, anAccount());
    keepRental(store.database, { rental: { ...rental, ...facts }, heldEnd: null }, [], atMs);
    const glance = overviewQuestions(anEngine(store, () => atMs)).glance();
    if (!glance.ok) throw new Error(glance.failure.code);
    return glance.value.deadlines;
  };
  const kinds = (facts: Partial<Rental>, atMs = nowMs) => deadlinesOf(facts, atMs).map(({ kind }) => kind);

  it('of each rental the one that comes next', () => {
    expect(kinds({})).toEqual(['ends']);
    expect(kinds({}, Date.parse('2026-10-18T00:00:00Z'))).toEqual(['releases']);
    expect(kinds({}, Date.parse('2026-10-25T00:00:00Z'))).toEqual([]);
    expect(kinds({ phase: 'released' })).toEqual([]);
  });

  it('an end that may have come, until it surely has', () => {
    const end = { ...stated('2026-10-17T08:00:00Z'), earliestAt: at('2026-10-17T00:00:00Z') };
    const facts = deadlinesOf({ end });
    expect(labels({ deadlines: facts })[0]).toBe('训练机-02 may have ended · Undecided');
    expect(facts.map(({ nextAt }) => nextAt)).toEqual([end.at]);
    expect(deadlinesOf({ end }, nowMs - 1).map(({ nextAt }) => nextAt)).toEqual([end.earliestAt]);
  });

  it('the next ten of many, however many may lapse before them', () => {
    const store = aStore();
    insertAccount(store.database, anAccount());
    const endOf = (index: number) => new Date(nowMs + (index + 1) * hour).toISOString().replace('.000', '');
    for (let index = 0; index < 140; index += 1) {
      const id = `acc1:order-${String(index)}/item-1`;
      const intention = index < 110 && index % 20 !== 0 ? 'let-lapse' : 'undecided';
      const one = aRental({ id, end: stated(endOf(139 - index)), intention });
      keepRental(store.database, { rental: one, heldEnd: null }, [], nowMs);
    }
    const glance = overviewQuestions(anEngine(store, () => nowMs)).glance();
    if (!glance.ok) throw new Error(glance.failure.code);
    const soonest = [...Array(140).keys()].filter((index) => index >= 110 || index % 20 === 0).reverse();
    expect(glance.value.deadlines.map(({ rentalId }) => rentalId)).toEqual(
      soonest.slice(0, 10).map((index) => `acc1:order-${String(index)}/item-1`),
    );
  });

  it('of what may lapse only that of its data', () => {
    expect(kinds({ intention: 'let-lapse' })).toEqual(['releases']);
  });
});

class FakeTray extends EventEmitter {
  images: string[] = [];
  tooltip = '';
  menus: MenuItemConstructorOptions[][] = [];
  destroyed = false;
  setImage(image: string): void {
    this.images.push(image);
  }
  setToolTip(text: string): void {
    this.tooltip = text;
  }
  setContextMenu(menu: MenuItemConstructorOptions[]): void {
    this.menus.push(menu);
  }
  destroy(): void {
    this.destroyed = true;
  }
}

const built = (platform: NodeJS.Platform = 'linux') => {
  const made: FakeTray[] = [];
  const actions: TrayAction[] = [];
  const tray = new Tray<string, MenuItemConstructorOptions[]>({
    platform,
    icons: 'icons',
    imageOf: (path) => path.replaceAll('\\', '/'),
    menuOf: (template) => template,
    trayOf: () => {
      const fake = new FakeTray();
      made.push(fake);
      return fake;
    },
    onAction: (action) => actions.push(action),
  });
  return { tray, made, actions };
};

describe('the tray', () => {
  it('draws a state once and a changed one anew, menu included', () => {
    const { tray, made } = built();
    tray.setState(state({}));
    expect(made).toHaveLength(0);
    tray.setThere(true);
    tray.setState(state({}));
    expect(made[0]?.menus).toHaveLength(1);
    expect(made[0]?.images).toEqual(['icons/normal-22.png']);
    tray.setState(state({ inbox: 1 }));
    expect(made[0]?.menus).toHaveLength(2);
    expect(made[0]?.images.at(-1)).toBe('icons/attention-22.png');
  });

  it('does what its lines and a click say', () => {
    const { tray, made, actions } = built();
    tray.setState(state({ deadlines: [deadline('R&D', day)] }));
    tray.setThere(true);
    const [first] = made[0]?.menus[0] ?? [];
    expect(first?.label).toBe('R&&D: 1 day left');
    Reflect.apply(first?.click ?? (() => undefined), undefined, []);
    made[0]?.emit('click');
    expect(actions).toEqual([{ kind: 'rental', rentalId: 'R&D' }, { kind: 'open' }]);
  });

  it('goes and comes with its place on the desktop', () => {
    const { tray, made } = built('darwin');
    tray.setState(state({}));
    tray.setThere(true);
    tray.setThere(true);
    tray.setThere(false);
    expect(made.map(({ destroyed }) => destroyed)).toEqual([true]);
    tray.setThere(true);
    expect(made[1]?.images).toEqual(['icons/normalTemplate.png']);
    expect(made[1]?.listenerCount('click')).toBe(0);
    expect(tray.isThere).toBe(true);
  });
});

describe('the place for a tray', () => {
  const watcher = 'org.kde.StatusNotifierWatcher';
  it('is there when a watcher has a host, and always outside Linux', async () => {
    expect(await hasTrayHost('linux', fakeBus({}))).toBe(false);
    expect(
      await hasTrayHost('linux', fakeBus({ owned: [watcher], properties: { IsStatusNotifierHostRegistered: true } })),
    ).toBe(true);
    expect(
      await hasTrayHost('linux', fakeBus({ owned: [watcher], properties: { IsStatusNotifierHostRegistered: false } })),
    ).toBe(false);
    expect(await hasTrayHost('linux', fakeBus({ owned: [watcher] }))).toBe(true);
    expect(await hasTrayHost('win32', fakeBus({}))).toBe(true);
  });
});
