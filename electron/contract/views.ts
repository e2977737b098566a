import type { DueGroup } from '../core/deadlines/band.ts';
import type { Account, AccountRule, ProviderDescription } from '../core/model/account.ts';
import type { Basis } from '../core/model/deadline.ts';
import type { ExportFormat } from '../core/model/export-format.ts';
import type { Failure } from '../core/model/failure.ts';
import type { Health } from '../core/model/health.ts';
import type { LoginItem } from '../core/model/login-item.ts';
import type { Instant, ProviderOrderId, RentalId } from '../core/model/ids.ts';
import type { Money } from '../core/model/money.ts';
import type { Fact, SightedOrder } from '../core/model/order.ts';
import type { OrderSection } from '../core/model/order-section.ts';
import type { ChannelHealth, InboxEntry, ReminderView } from '../core/model/reminder.ts';
import { bySoonest, noFacets, type FacetFilter, type RentalOrder } from '../core/model/rental-filter.ts';
import type { RentalGroup } from '../core/model/rental-group.ts';
import type {
  Balance,
  FormerIntention,
  Later,
  RentalReference,
  RentalState,
  RentalView,
} from '../core/model/rental.ts';
import type { Price } from '../core/model/resource.ts';
import type { Locale, Settings } from '../core/model/settings.ts';
import type { NoRing } from '../core/model/no-ring.ts';
import type { UpdateView } from '../core/model/update.ts';
import type { Change, RoundProgress, RoundWarning } from '../core/model/sync.ts';

/** A part of a long list: never more than 200 rows at once. */
export interface PageRequest {
  readonly offset: number;
  readonly limit: number;
}

/** One part of a list, and how many rows the whole list has. */
export interface Page<Row> {
  readonly total: number;
  readonly rows: readonly Row[];
}

/** Which rentals a list shows, and in which sequence. Empty text and null show all. */
export interface RentalFilter extends FacetFilter {
  readonly query: string;
  /** A span of time in the query ("7d") also finds what is due within it, not only what has it written. */
  readonly readsTime: boolean;
  /** What is over is among them. */
  readonly ended: boolean;
  /** Those that will not ring, for one reason or for any. */
  readonly noRing: NoRing | 'any' | null;
  readonly order: RentalOrder;
}

/** One part of a list of rentals in groups, each of which begins with a row for its heading. */
export interface GroupedPage extends Page<RentalView | RentalGroup> {
  /** How many rentals the whole list has: one that stands in several groups counts once, and headings do not. */
  readonly rentals: number;
}

/** The filter that leaves every rental. */
export const everyRental: RentalFilter = {
  ...noFacets,
  query: '',
  readsTime: true,
  ended: true,
  noRing: null,
  order: bySoonest,
};

/** What an export of rentals is to hold: what a filter leaves, some of them, or all of them for null. */
export interface RentalExport {
  readonly format: ExportFormat;
  readonly only: { readonly filter: RentalFilter } | { readonly ids: readonly RentalId[] } | null;
}

/** An export that was written. */
export interface WrittenExport {
  readonly file: string;
  /** Whether nothing had to be cut to fit the format. */
  readonly isWhole: boolean;
}

/** What the first view shows: what is due within a week, from deadlines and what holds now. */
export interface Today {
  /** Soonest first. */
  readonly rows: readonly TodayRow[];
  /** How many more are due than there are rows. */
  readonly more: number;
  /** What waits in the inbox about other rentals. */
  readonly news: readonly InboxEntry[];
  /** What the rentals due within a day last cost, one sum for each currency, without those of which no price is known. */
  readonly atStake: readonly Money[];
  readonly withoutPrice: number;
  /** What was delivered or renewed in the last three days, newest first. */
  readonly lately: readonly NewsOfRental[];
  /** What is due next after the week; null when nothing is. */
  readonly next: RentalView | null;
}

/** A rental that is due within a week. */
export interface TodayRow {
  readonly group: DueGroup;
  readonly rental: RentalView;
  /** What its last period cost; null where nobody says. */
  readonly price: Money | null;
  /** What can be said to it: the card that waits in the inbox, or the same words where nothing rang. */
  readonly entry: InboxEntry;
  /** Whether the entry is a card of the inbox, which can be acknowledged. */
  readonly rang: boolean;
}

/** Something good that happened to a rental. */
export interface NewsOfRental {
  readonly rentalId: RentalId;
  readonly heading: string;
  readonly at: Instant;
}

/** What some points come to for one rental, or for an account's credit. */
export interface PointsExample {
  readonly rentalId: RentalId;
  readonly title: string;
  readonly basis: Basis;
  /** What the points count back from: the earlier reading of an uncertain end. */
  readonly countsFrom: Instant;
  /** What rings then, soonest first. */
  readonly reminders: readonly ReminderView[];
}

/** A rental with everything behind it. */
export interface RentalDetail {
  readonly rental: RentalView;
  /** The user's own words about it, and what they rule. */
  readonly wish: RentalWishView;
  /** Rentals of the same account that this one may be a renewal of: offered, never assumed. */
  readonly joinOffers: readonly RentalView[];
  /** Disks and addresses that were bought with this machine. */
  readonly parts: readonly RentalReference[];
  /** Orders that the user joined to this rental. */
  readonly joined: readonly ProviderOrderId[];
  /** Newest first. */
  readonly orders: readonly OrderView[];
  /** What its provider lists now; null where only orders tell of it. */
  readonly resource: ResourceView | null;
  readonly reminders: readonly ReminderView[];
  /** What "later" can put off: a deadline ahead of which a reminder was shown. Null when there is none. */
  readonly later: Later | null;
  /** Newest first. */
  readonly changes: readonly (Change & { readonly at: Instant })[];
}

/** An order as its page shows it. */
export interface OrderView extends SightedOrder {
  /** What the provider's response says, for reading; `facts` has every field of it as it was sent. */
  readonly sections: readonly OrderSection[];
}

/** A resource as the page of its rental shows it. */
export interface ResourceView {
  /** What the provider's response says, for reading; `facts` has every field of it as it was sent. */
  readonly sections: readonly OrderSection[];
  readonly facts: readonly Fact[];
  readonly price: Price | null;
}

/** What the user said about a rental. */
export interface RentalWishView {
  readonly label: string | null;
  readonly note: string | null;
  readonly correctedEndAt: Instant | null;
  /** What was meant when it ended at another time, to be asked again; null where nothing has to be. */
  readonly former: FormerIntention | null;
  readonly mutedUntil: Instant | null;
  readonly snoozedUntil: Instant | null;
  readonly pointsMs: readonly number[] | null;
}

/** What the window has to know before it draws. */
export interface AppDescription {
  readonly version: string;
  /** Main's clock when it replied: the window counts down from it, so that both agree. */
  readonly now: Instant;
  readonly locale: Locale;
  /** The zone of the computer's clock, as main has found it: a name that every formatter takes. */
  readonly timeZone: string;
  readonly settings: Settings;
  /** The demo world is shown instead of the user's own accounts. */
  readonly demo: boolean;
  readonly offline: boolean;
  readonly trayAvailable: boolean;
  /** Absolute path of the folder that the user's own store lies in. */
  readonly dataFolder: string;
  readonly login: LoginView;
  readonly update: UpdateView;
  readonly channels: readonly ChannelHealth[] | null;
  /** The keychain's failure, when keys can only be held until the app quits. */
  readonly vault: Failure | null;
  /** The store was damaged and set aside at this start. */
  readonly store: Failure | null;
  /** How far a store of an earlier release is brought up to date, in percent; null where nothing is left of that. */
  readonly upgradePercent: number | null;
  readonly providers: readonly ProviderDescription[];
  /** Whether the bell is alive, and what stands in its way. */
  readonly health: Health;
  readonly totals: Readonly<Record<RentalState, number>>;
  /** How many rentals will not ring, for each reason. */
  readonly noRing: Readonly<Record<NoRing, number>>;
  readonly inbox: number;
}

/** An account with what the list of accounts shows beside it. */
export interface AccountView extends Account {
  readonly syncing: boolean;
  /** How far the round under way has come; null without one. */
  readonly progress: RoundProgress | null;
  readonly orders: number;
  /** What is rented now, where the provider lists it. */
  readonly resources: number;
  readonly rentals: number;
  /** Rentals that are neither over nor called off. */
  readonly live: number;
  /** The next deadline of any of them, whatever its kind; null where none lies ahead. */
  readonly nextDeadlineAt: Instant | null;
  readonly nextRoundAt: Instant | null;
  readonly rule: AccountRule;
  /** What is left on it and until when that lasts; null where its provider does not say, or nothing runs. */
  readonly balance: Balance | null;
  /** What its last round has to say besides; left out before the first. */
  readonly warnings?: readonly RoundWarning[];
}

/** What a test request found. */
export interface AccountTest {
  /** How many orders the provider reports, or resources where it reads no orders; null when its response does not say. */
  readonly orders: number | null;
}

/** Whether the program starts at login, and whether the user is to be asked about it now. */
export interface LoginView extends LoginItem {
  readonly asks: boolean;
}

/** A place of the window that main can ask for. */
export type View = 'today' | 'rentals' | 'reminders' | 'accounts' | 'settings';
