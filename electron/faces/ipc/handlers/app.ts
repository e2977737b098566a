import { countCards } from '../../../program/views/inbox.ts';
import { success, type Result } from '../../../core/model/failure.ts';
import { instantOf } from '../../../core/model/instant.ts';
import type { Settings } from '../../../core/model/settings.ts';
import { confirmExtraCa } from '../../../program/extra-ca.ts';
import { rentalTotals } from '../../../edges/store/rentals.ts';
import { systemTimeZone } from '../../../edges/system/time-zone.ts';
import type { Handlers } from '../answer.ts';
import type { Desk } from '../../../program/desk.ts';

/** Answers about the program as a whole: what it is, its settings, the demo. */
export const appHandlers = (
  desk: Desk,
): Pick<Handlers, 'app.describe' | 'settings.set' | 'demo.enter' | 'demo.leave' | 'notices.open' | 'view.take'> => ({
  'app.describe': async () => {
    const { store, providers, now } = desk.engine().parts;
    // Read before the wait: the store is closed when the demo is left, or the program, while the channels are asked.
    const counts = { totals: rentalTotals(store.database), inbox: countCards(store.database, now()) };
    const settings = desk.settings();
    return success({
      version: desk.version,
      now: instantOf(now()),
      locale: desk.locale(),
      timeZone: systemTimeZone(),
      settings,
      demo: desk.isDemo(),
      offline: !desk.isOnline(),
      trayAvailable: desk.hasTray(),
      channels: await desk.channels(),
      vault: desk.vaultFailure(),
      store: desk.engine().damage ?? store.setAside,
      // The user's own bell rings on behind the demo, and nothing must hide that it does not.
      health: desk.ownEngine().health,
      providers: providers.map((provider) => provider.description),
      ...counts,
    });
  },
  'settings.set': (changed) => changeSettings(desk, changed),
  'demo.enter': () => desk.enterDemo(),
  'demo.leave': () => desk.leaveDemo(),
  'notices.open': () => desk.openNotices(),
  'view.take': () => Promise.resolve(success(desk.takeView())),
});

/** Certificates that cannot be used are refused at once, and not by the next round; the others are confirmed by being chosen here. */
const changeSettings = async (desk: Desk, changed: Partial<Settings>): Promise<Result<Settings>> => {
  const { extraCa } = changed;
  const confirmed = extraCa === undefined ? success(null) : await confirmExtraCa(extraCa, desk.ownEngine().parts.vault);
  return confirmed.ok ? success(desk.changeSettings(changed)) : confirmed;
};
