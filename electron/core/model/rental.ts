import type { AccountId, Instant, ProviderOrderId, RentalId, ResourceKey } from './ids.ts';
import { noEnd, type DeadlineKind, type End, type NextDeadline, type PayBy, type Release } from './deadline.ts';
import type { Gpu } from './gpu.ts';
import type { Money } from './money.ts';
import type { NoRing } from './no-ring.ts';
import type { RentalPhase } from './rental-phase.ts';
import type { AutoRenews, ChargePeriod } from './resource.ts';

/** Every state of a rental. */
export const rentalStates = [
  'pending',
  'active',
  'ending',
  'expired',
  'frozen',
  'released',
  'cancelled',
  'open-ended',
  'unknown',
] as const;

/** What a rental is at a given instant. */
export type RentalState = (typeof rentalStates)[number];

/** What the user means to do with a rental. */
export type Intention = 'renew' | 'let-lapse' | 'undecided';

const overPhases: ReadonlySet<string> = new Set(['cancelled', 'released', 'expired', 'frozen']);

/** Whether a rental is over. What vanished from its provider's list may still run: nobody said that it is over. */
export const isOver = ({ phase }: { readonly phase: string }): boolean => overPhases.has(phase);

/** The credit of an account that is billed by use, and until when it lasts at the price of what runs. */
export interface Balance {
  readonly credit: Money;
  /** What everything that runs costs in an hour. */
  readonly perHour: Money;
  readonly lastsUntil: Instant;
  /** Message key of the sentence on what happens then; null without a source for one. */
  readonly afterwards: string | null;
}

/** Where a provider lists a resource: its key, and which of the lists shows it. */
interface Listing {
  readonly key: ResourceKey;
  readonly list: string;
}

/** The right to use a resource over time, assembled from its first order and its renewals, and from what its provider lists now. */
export interface Rental {
  readonly id: RentalId;
  readonly accountId: AccountId;
  readonly provider: string;
  readonly resourceId: string | null;
  readonly resourceType: string | null;
  /** The name that its user gave it, here or at its provider; else its provider's words for it. What is shown is `rentalName`. */
  readonly title: string;
  /** Its provider's words for it, where its title is a name; left out else, and by earlier releases. */
  readonly words?: string;
  /** The user's own words to find it by; left out where there are none. */
  readonly tags?: readonly string[];
  readonly spec: string | null;
  readonly region: string | null;
  readonly phase: RentalPhase;
  /** Delivered and billed by use: it has no end. */
  readonly openEnded: boolean;
  readonly startsAt: Instant | null;
  readonly end: End;
  /** The end without the user's correction; null when the provider gives none. */
  readonly providerEndAt: Instant | null;
  /** Start of the last paid period, the one that set the end; null when unknown. */
  readonly periodStartsAt: Instant | null;
  /** The period that is paid for at a time, where only that is known of its length. */
  readonly paidPer: ChargePeriod | null;
  readonly autoRenews: AutoRenews;
  /** When its provider first charges for a renewal by itself; null when nobody says. */
  readonly chargesAt: Instant | null;
  /** Message key of the sentence on what happens at and after its end; null without a source for one. */
  readonly afterwards: string | null;
  /** Where it is listed as rented now; null where only orders tell of it. */
  readonly listing: Listing | null;
  readonly payBy: PayBy | null;
  /** When polling first saw the order unpaid; null when nothing is unpaid. */
  readonly payBySeenAt: Instant | null;
  readonly releases: Release | null;
  /** What this is about where it is no rental but the credit of an account; null for a rental. */
  readonly balance: Balance | null;
  /** What the period that set the end cost. */
  readonly lastPrice: Money | null;
  readonly intention: Intention;
  readonly snooze: Snooze | null;
  readonly mutedUntil: Instant | null;
  /** The user's own points instead of those by length, for this rental or its account. */
  readonly ownPoints: OwnPoints | null;
  /** Oldest first. */
  readonly orders: readonly ProviderOrderId[];
}

/** Returns a rental of which nothing more is known than this. */
export const bareRental = (known: Pick<Rental, 'id' | 'accountId' | 'provider' | 'title'>): Rental => ({
  ...known,
  resourceId: null,
  resourceType: null,
  spec: null,
  region: null,
  phase: 'unknown',
  openEnded: false,
  startsAt: null,
  end: noEnd('not-stated'),
  providerEndAt: null,
  periodStartsAt: null,
  paidPer: null,
  autoRenews: 'unknown',
  chargesAt: null,
  afterwards: null,
  listing: null,
  payBy: null,
  payBySeenAt: null,
  releases: null,
  balance: null,
  lastPrice: null,
  intention: 'undecided',
  snooze: null,
  mutedUntil: null,
  ownPoints: null,
  orders: [],
});

/** What the user meant with a rental when it ended at another time; its end has moved since, so that it is asked again. */
export interface FormerIntention {
  readonly intention: Exclude<Intention, 'undecided'>;
  /** The end that it was about; null where none was known. */
  readonly endedAt: Instant | null;
}

/** A rental as it is kept, with a later end that a second round has yet to confirm. */
export interface KeptRental {
  readonly rental: Rental;
  readonly heldEnd: End | null;
}

/** "Later": quiet about one deadline until an instant. It breaks when that deadline is no longer at `against`. */
export interface Snooze {
  readonly until: Instant;
  readonly kind: DeadlineKind;
  readonly against: Instant;
}

/** Every choice of "later". */
export const snoozeChoices = ['hour', 'tonight', 'tomorrow', 'next-point'] as const;

/** How long "later" is: an hour, until eight tonight, until nine tomorrow, until the deadline's next planned point. */
export type SnoozeChoice = (typeof snoozeChoices)[number];

/** One way to say "later". */
export interface LaterChoice {
  readonly value: SnoozeChoice;
  readonly ringsAt: Instant;
  /** `next-point`: which one, in milliseconds before the deadline; null for the others. */
  readonly pointMs: number | null;
  /** What delays its ring beyond what its name says; null where nothing does. */
  readonly heldBy: 'quiet' | 'muted' | null;
}

/** How a deadline's reminders can be put off. */
export interface Later {
  readonly deadline: DeadlineKind;
  readonly choices: readonly LaterChoice[];
}

/** What the user can say about a rental in its detail; null takes it back, what is left out stays. */
export interface RentalChange {
  readonly label?: string | null;
  readonly note?: string | null;
  /** All tags that it has from then on; an empty list takes them back. */
  readonly tags?: readonly string[];
  readonly correctedEndAt?: Instant | null;
  readonly mutedUntil?: Instant | null;
  readonly pointsMs?: readonly number[] | null;
}

/** A list of points in milliseconds before a rental's end, and whose it is. */
export interface OwnPoints {
  readonly of: 'rental' | 'account';
  readonly pointsMs: readonly number[];
}

/** A rental that another one names. */
export interface RentalReference {
  readonly id: RentalId;
  readonly title: string;
}

/** That a rental was released. */
interface Released {
  /** When that was first seen; null where nobody saw it. */
  readonly at: Instant | null;
  /** Whether its data went with it, as its provider says; not known where a list merely shows it no more. */
  readonly isDataGone: boolean;
}

/** A rental as every reader sees it at one instant: the window's rows, and with less of it the JSON of the terminal program. */
export interface RentalView {
  readonly id: RentalId;
  readonly account: string;
  readonly provider: string;
  readonly resourceId: string | null;
  /** The name that people use, in the language of whoever asked; see `rentalName`. */
  readonly title: string;
  /** What tells it apart from others of its name that it is listed with; left out where there are none. */
  readonly distinction?: string;
  /** The machine that this disk or address was bought with; left out where no order says so. */
  readonly partOf?: RentalReference;
  /** The user's own words to find it by; empty where there are none. */
  readonly tags: readonly string[];
  /** What kind of thing it is, in the provider's own word. */
  readonly resourceType: string | null;
  readonly spec: string | null;
  /** Its cards; null where nothing names them. */
  readonly gpu: Gpu | null;
  readonly region: string | null;
  readonly state: RentalState;
  readonly startsAt: Instant | null;
  readonly end: Omit<End, 'earliestAt'>;
  readonly releasesAt: Release | null;
  readonly payBy: PayBy | null;
  /** What is known of its release; left out where it was not released. */
  readonly released?: Released;
  /** Null when nothing lies ahead: no deadline is known, or all have passed. */
  readonly nextDeadline: NextDeadline | null;
  readonly autoRenews: AutoRenews;
  /** When its provider first charges for a renewal by itself; null when nobody says. */
  readonly chargesAt: Instant | null;
  /** Message key of the sentence on what happens at and after its end; null without a source for one. */
  readonly afterwards: string | null;
  readonly intention: Intention;
  readonly orders: readonly ProviderOrderId[];
  readonly nextReminderAt: Instant | null;
  /** Why it will not ring before its next deadline; null where it will, or need not. */
  readonly noRing: NoRing | null;
  readonly lastConfirmedAt: Instant | null;
  readonly stale: boolean;
  /** What its last period cost; null where nobody says. */
  readonly price: Money | null;
}
