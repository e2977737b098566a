import type { Account } from '../../core/model/account.ts';
import type { AccountId, RentalId } from '../../core/model/ids.ts';
import { hour } from '../../core/model/instant.ts';
import type { Rental } from '../../core/model/rental.ts';
import type { RingRules } from '../../core/reminders/hold.ts';
import { mayBeUnconfirmed, outlookOf, type Outlook } from '../../core/reminders/outlook.ts';
import { isWithin } from '../../core/reminders/urgency.ts';
import { listAccounts } from '../../edges/store/accounts.ts';
import type { Database } from '../../edges/store/database.ts';
import { ringingRental, ringingRentalIds } from '../../edges/store/ringing-rentals.ts';
import { followTouched, type TakeTouched } from '../../edges/store/touched-rentals.ts';
import type { AccountOfRental } from './accounts-of-rentals.ts';
import { loggedWatermarks } from './watermarks.ts';

/** So many rentals are looked at before the thread is given up: some 15 ms of work. */
const rentalsAtOnce = 200;

/** After so long all are looked at again, whatever is remembered of them, in milliseconds. */
const forgottenAfterMs = hour;

/** When something happens to which rental that may ring, as of now. */
export class Survey {
  readonly #database: Database;
  readonly #outlooks = new Map<RentalId, Outlook>();
  /** Those that a survey under way met for the first time: they count together, so that what is due among them is told together. */
  readonly #found = new Map<RentalId, Outlook>();
  #left = new Set<RentalId>();
  readonly #takeTouched: TakeTouched;
  #rules = '';
  /** Whether any rental may have been written since the survey began. */
  #isDoubted = false;
  #begunAtMs = Number.NEGATIVE_INFINITY;
  /** Whether what passed until now was awaited by nobody: it is the first survey since somebody looks at the clock. */
  #isAfterGap = false;

  constructor(database: Database) {
    this.#database = database;
    this.#takeTouched = followTouched(database);
  }

  /** Whether everything that may ring was looked at. */
  get isWhole(): boolean {
    return this.#left.size === 0;
  }

  /** Brings itself up to date, as far as one slice goes. */
  update(nowMs: number, rules: RingRules, isAfterGap: boolean): void {
    const touched = this.#takeTouched();
    const key = this.#keyOf(rules);
    this.#isDoubted ||= touched === null;
    if (key !== this.#rules || (isAfterGap && nowMs !== this.#begunAtMs)) this.#forget(nowMs);
    else if (this.isWhole && (this.#isDoubted || nowMs - this.#begunAtMs > forgottenAfterMs)) this.#begin(nowMs);
    this.#rules = key;
    this.#isAfterGap ||= isAfterGap;
    for (const id of touched ?? []) this.#left.add(id);
    this.#go(nowMs, rules);
  }

  /** Whether points that passed unseen are told as such now; that is once after each gap. */
  endGap(): boolean {
    const wasAfterGap = this.#isAfterGap;
    if (this.isWhole) this.#isAfterGap = false;
    return wasAfterGap;
  }

  /** Rentals of which a point has come up. */
  cameUp(nowMs: number): readonly Rental[] {
    return this.#rentals(({ nextMs }) => nextMs <= nowMs, nowMs);
  }

  /** Rentals whose deadlines may be in doubt. */
  doubtful(accountOf: AccountOfRental, nowMs: number): readonly Rental[] {
    const isDoubted = (outlook: Outlook, account: Account | null): boolean =>
      account !== null && mayBeUnconfirmed(outlook, account, nowMs);
    return this.#rentals((outlook) => isDoubted(outlook, accountOf(outlook)), nowMs);
  }

  /** When the next point comes up, in epoch milliseconds: now, while not everything was looked at. Null when nothing lies ahead. */
  nextMs(nowMs: number): number | null {
    if (!this.isWhole) return nowMs;
    let next = Number.POSITIVE_INFINITY;
    for (const { nextMs } of this.#outlooks.values()) if (nextMs > nowMs) next = Math.min(next, nextMs);
    return Number.isFinite(next) ? next : null;
  }

  /** The accounts to ask each minute. */
  urgent(nowMs: number): ReadonlySet<AccountId> {
    const accounts = new Set<AccountId>();
    for (const { accountId, urgent } of this.#outlooks.values()) if (isWithin(urgent, nowMs)) accounts.add(accountId);
    return accounts;
  }

  #forget(nowMs: number): void {
    this.#outlooks.clear();
    this.#begin(nowMs);
  }

  /** What is known already goes on counting until it was looked at again. */
  #begin(nowMs: number): void {
    this.#isDoubted = false;
    this.#begunAtMs = nowMs;
    this.#left = new Set([...this.#outlooks.keys(), ...ringingRentalIds(this.#database, nowMs)]);
  }

  #go(nowMs: number, rules: RingRules): void {
    const watermarks = loggedWatermarks(this.#database, nowMs);
    let count = 0;
    for (const id of this.#left) {
      if (count === rentalsAtOnce) return;
      count += 1;
      this.#left.delete(id);
      const rental = ringingRental(this.#database, id, nowMs);
      // What is known goes on counting at once; only what is new waits for the others.
      const outlooks = this.#outlooks.has(id) ? this.#outlooks : this.#found;
      if (rental === null) outlooks.delete(id);
      else {
        const find = (): Outlook => outlookOf(rental, watermarks, nowMs, rules);
        outlooks.set(id, outlookOrNow(rental, find, nowMs));
      }
    }
    for (const [id, outlook] of this.#found) this.#outlooks.set(id, outlook);
    this.#found.clear();
  }

  #rentals(isWanted: (outlook: Outlook) => boolean, nowMs: number): readonly Rental[] {
    const ids = [...this.#outlooks.values()].filter(isWanted).map(({ id }) => id);
    return ids.map((id) => ringingRental(this.#database, id, nowMs)).filter((rental) => rental !== null);
  }

  /** What the rules are, as a text that compares. */
  #keyOf({ quietHours, mutedUntilMs, accountMutedUntilMs, points }: RingRules): string {
    return JSON.stringify([
      quietHours,
      mutedUntilMs,
      points,
      listAccounts(this.#database).map(({ id }) => [id, accountMutedUntilMs(id)]),
    ]);
  }
}

/** What cannot be planned is tried at each look, which says so; the others are not kept from ringing. */
const outlookOrNow = ({ id, accountId, listing }: Rental, find: () => Outlook, nowMs: number): Outlook => {
  try {
    return find();
  } catch {
    return { id, accountId, listing, nextMs: nowMs, urgent: [], noticedFromMs: Number.NEGATIVE_INFINITY };
  }
};
