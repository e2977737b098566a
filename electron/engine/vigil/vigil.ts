import type { Cause } from '../../core/model/health.ts';
import type { Provider } from '../../core/ports/provider.ts';
import type { ReminderTexts } from '../../core/reminders/texts.ts';
import { storedRules } from '../bell/rules.ts';
import type { OpenStore } from '../../edges/store/open.ts';
import { arePointsDamaged, unknownQuietZone } from '../../edges/store/settings.ts';
import type { AwakeClock } from '../../edges/system/clock.ts';
import type { Guard } from '../health/guard.ts';
import { HealthRecord } from '../health/health-record.ts';
import { LastingTrouble } from '../health/lasting-trouble.ts';
import { RowCare } from './row-care.ts';
import { selfCheck } from './self-check.ts';
import { Watchdog } from '../health/watchdog.ts';

/** What a vigil is built from. */
export interface VigilParts {
  readonly store: OpenStore;
  readonly providers: readonly Provider[];
  /** The words as they are made, without anything that stands in for them. */
  readonly texts: ReminderTexts;
  readonly now: () => number;
  readonly awake: AwakeClock;
  readonly log: { info(facts: object, message: string): void };
}

const nothingThrown: Cause = { code: null, reason: null, detail: null };

/** Watches over the looks at the clock: whether the first one can succeed, whether each comes in time, and writes down that it came. */
export class Vigil {
  readonly #parts: VigilParts;
  readonly #guard: Guard;
  readonly #record: HealthRecord;
  readonly #rows: RowCare;
  readonly #watchdog: Watchdog;
  readonly #quietZone: LastingTrouble;
  readonly #points: LastingTrouble;
  readonly #storeFile: LastingTrouble;

  constructor(parts: VigilParts, guard: Guard) {
    this.#parts = parts;
    this.#guard = guard;
    this.#record = new HealthRecord(parts.store.path, guard);
    this.#watchdog = new Watchdog(parts.awake.sleep);
    this.#quietZone = new LastingTrouble('quiet-zone', guard);
    this.#points = new LastingTrouble('points', guard);
    this.#storeFile = new LastingTrouble('store-file', guard);
    this.#rows = new RowCare(parts.store.database, guard, parts.now);
  }

  /** Before the first look: what would keep a real reminder from ringing is known before one is due. */
  checkBell(): void {
    const { store, providers, texts, now } = this.#parts;
    const { database } = store;
    const provider = providers[0]?.description.id ?? '';
    this.#guard.run('self-check', () =>
      selfCheck({ database, texts, rules: () => storedRules(database), provider }, now()),
    );
  }

  /** A look begins. */
  beginLook(): void {
    this.#judge();
    this.#guard.looked();
    // What the first check found is true until another one finds the contrary.
    if (this.#guard.health.troubles.some(({ step }) => step === 'self-check')) this.checkBell();
    this.#checkSettings();
    this.#checkStoreFile();
  }

  /** Notes that a look has ended, and the milliseconds until the next one. */
  endLook(sleepMs: number): void {
    this.#judge();
    this.#checkStoreFile();
    this.#rows.mend();
    this.#watchdog.expect(this.#parts.awake.now(), sleepMs);
    this.#record.keep(this.#parts.now());
  }

  /** The computer goes to sleep. */
  sleeps(): void {
    this.#watchdog.sleeps();
  }

  /** The computer woke up. */
  wakes(): void {
    this.#watchdog.wakes();
  }

  /** Nobody looks any more: how the bell was is written down once again, unless it never was one. */
  end(): void {
    if (this.#guard.health.lastLookAt !== null) this.#record.write(this.#parts.now(), true);
  }

  #judge(): void {
    const late = this.#watchdog.look(this.#parts.awake.now());
    if (late === null) return;
    const lastMs = this.#parts.now() - late.agoMs;
    this.#guard.clear('late');
    this.#guard.say('late', nothingThrown, null, { sinceMs: lastMs - late.lateMs, lastMs });
  }

  /** What the user set and does not hold: quiet hours in a zone that nothing here knows, points that cannot be read. */
  #checkSettings(): void {
    const { store, now } = this.#parts;
    this.#quietZone.check(() => {
      const zone = unknownQuietZone(store.database);
      return zone === null ? null : { ...nothingThrown, subject: { id: zone, name: zone } };
    }, now());
    this.#points.check(() => (arePointsDamaged(store.database) ? { ...nothingThrown, subject: null } : null), now());
  }

  /** What is written goes into the file that was opened, whatever lies at its path by now. */
  #checkStoreFile(): void {
    const { store, now } = this.#parts;
    this.#storeFile.check(() => {
      const reason = store.file.loss;
      return reason === null ? null : { code: null, reason, detail: null, subject: { id: reason, name: store.path } };
    }, now());
  }
}
