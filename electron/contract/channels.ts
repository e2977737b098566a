import type { Account, AccountRule, NewAccount, ProviderDescription } from '../core/model/account.ts';
import type { Failure, Result } from '../core/model/failure.ts';
import type { Health } from '../core/model/health.ts';
import type { AccountId, Instant, ProviderOrderId, ReminderId, RentalId } from '../core/model/ids.ts';
import type { SightedOrder } from '../core/model/order.ts';
import type { DeadlineKind } from '../core/model/deadline.ts';
import type { OrderSection } from '../core/model/order-section.ts';
import type { ChannelHealth, InboxEntry, ReminderView, RingOutcome } from '../core/model/reminder.ts';
import type { Intention, Later, RentalChange, RentalState, RentalView, SnoozeChoice } from '../core/model/rental.ts';
import type { Locale, Settings } from '../core/model/settings.ts';
import type { AccountSuggestions } from '../core/model/suggestion.ts';
import type { Change, RoundOutcome, RoundProgress, RoundWarning } from '../core/model/sync.ts';
import type { EventName } from '../core/model/news.ts';
import { wholeList } from '../core/model/word-lists.ts';

/** A part of a long list: never more than 200 rows at once. */
export interface PageRequest {
  readonly offset: number;
  readonly limit: number;
}

export interface Page<Row> {
  readonly total: number;
  readonly rows: readonly Row[];
}

/** Which rentals a list shows. Empty text and null show all. */
export interface RentalFilter {
  readonly query: string;
  readonly state: RentalState | null;
  readonly accountId: AccountId | null;
}

/** A rental with everything behind it. */
export interface RentalDetail {
  readonly rental: RentalView;
  /** The user's own words about it, and what they rule. */
  readonly wish: RentalWishView;
  /** Rentals of the same account that this one may be a renewal of: offered, never assumed. */
  readonly joinOffers: readonly RentalView[];
  /** Orders that the user joined to this rental. */
  readonly joined: readonly ProviderOrderId[];
  /** Newest first. */
  readonly orders: readonly OrderView[];
  readonly reminders: readonly ReminderView[];
  /** What "later" can put off: a deadline ahead of which a reminder was shown. Null when there is none. */
  readonly later: Later | null;
  /** Newest first. */
  readonly changes: readonly (Change & { readonly at: Instant })[];
}

/** An order as its page shows it. */
export interface OrderView extends SightedOrder {
  /** What the provider's answer says, for reading; `facts` has every field of it as it was sent. */
  readonly sections: readonly OrderSection[];
}

/** What the user said about a rental. */
export interface RentalWishView {
  readonly label: string | null;
  readonly note: string | null;
  readonly correctedEndAt: Instant | null;
  readonly mutedUntil: Instant | null;
  readonly snoozedUntil: Instant | null;
  readonly pointsMs: readonly number[] | null;
}

/** What the window has to know before it draws. */
export interface AppDescription {
  readonly version: string;
  /** Main's clock when it answered: the window counts down from it, so that both agree. */
  readonly now: Instant;
  readonly locale: Locale;
  /** The zone of the computer's clock, as main has found it: a name that every formatter takes. */
  readonly timeZone: string;
  readonly settings: Settings;
  /** The demo world is shown instead of the user's own accounts. */
  readonly demo: boolean;
  readonly offline: boolean;
  readonly trayAvailable: boolean;
  readonly channels: readonly ChannelHealth[];
  /** The keychain's failure, when keys can only be held until the app quits. */
  readonly vault: Failure | null;
  /** The store was damaged and set aside at this start. */
  readonly store: Failure | null;
  readonly providers: readonly ProviderDescription[];
  /** Whether the bell is alive, and what stands in its way. */
  readonly health: Health;
  readonly totals: Readonly<Record<RentalState, number>>;
  readonly inbox: number;
}

/** An account with what the list of accounts shows beside it. */
export interface AccountView extends Account {
  readonly syncing: boolean;
  /** How far the round under way has come; null without one. */
  readonly progress: RoundProgress | null;
  readonly orders: number;
  readonly rentals: number;
  readonly nextRoundAt: Instant | null;
  readonly rule: AccountRule;
  /** What its last round has to say besides; left out before the first. */
  readonly warnings?: readonly RoundWarning[];
}

/** What a test request found. */
export interface AccountTest {
  /** How many orders the provider reports; null when its answer does not say. */
  readonly orders: number | null;
}

/** Every request of the window with its input and answer; the answer always comes as a Result. */
export interface Requests {
  readonly 'app.describe': { readonly input: null; readonly answer: AppDescription };
  readonly 'rental.list': { readonly input: PageRequest & RentalFilter; readonly answer: Page<RentalView> };
  readonly 'rental.get': { readonly input: { readonly id: RentalId }; readonly answer: RentalDetail };
  readonly 'rental.change': {
    readonly input: { readonly id: RentalId; readonly change: RentalChange };
    readonly answer: null;
  };
  readonly 'rental.decide': {
    readonly input: { readonly id: RentalId; readonly intention: Intention };
    readonly answer: null;
  };
  readonly 'rental.snooze': {
    readonly input: { readonly id: RentalId; readonly deadline: DeadlineKind; readonly choice: SnoozeChoice };
    readonly answer: null;
  };
  readonly 'rental.join': { readonly input: { readonly id: RentalId; readonly into: RentalId }; readonly answer: null };
  readonly 'rental.split': {
    readonly input: { readonly id: RentalId; readonly providerOrderId: ProviderOrderId };
    readonly answer: null;
  };
  readonly 'account.list': { readonly input: null; readonly answer: readonly AccountView[] };
  readonly 'account.test': { readonly input: NewAccount; readonly answer: AccountTest };
  readonly 'account.add': { readonly input: NewAccount; readonly answer: AccountTest };
  readonly 'account.setSecrets': {
    readonly input: { readonly id: AccountId; readonly secrets: Readonly<Record<string, string>> };
    readonly answer: AccountTest;
  };
  /** The user's word that the key is for the address that was shown: nothing else of the account can say so. */
  readonly 'account.acceptAddress': {
    readonly input: { readonly id: AccountId; readonly baseUrl: string; readonly allowHttp: boolean };
    readonly answer: null;
  };
  readonly 'account.remove': { readonly input: { readonly id: AccountId }; readonly answer: null };
  readonly 'account.sync': {
    readonly input: { readonly id: AccountId | null };
    readonly answer: readonly RoundOutcome[];
  };
  readonly 'account.setPaused': {
    readonly input: { readonly id: AccountId; readonly paused: boolean };
    readonly answer: null;
  };
  /** How often an account is asked (in milliseconds), and how many requests it may cost in an hour. */
  readonly 'account.setPolling': {
    readonly input: { readonly id: AccountId; readonly intervalMs: number; readonly requestsPerHour: number };
    readonly answer: null;
  };
  /** Settings that the provider declared, given in part; the account is read anew with them. */
  readonly 'account.setSettings': {
    readonly input: { readonly id: AccountId; readonly settings: Readonly<Record<string, string>> };
    readonly answer: null;
  };
  /** What the account's own orders say about its settings; nothing is applied without the user's word. */
  readonly 'account.suggestions': { readonly input: { readonly id: AccountId }; readonly answer: AccountSuggestions };
  readonly 'account.setRule': {
    readonly input: { readonly id: AccountId; readonly rule: AccountRule };
    readonly answer: null;
  };
  readonly 'reminder.upcoming': { readonly input: { readonly days: number }; readonly answer: readonly ReminderView[] };
  readonly 'reminder.log': { readonly input: PageRequest; readonly answer: Page<ReminderView> };
  readonly 'reminder.inbox': { readonly input: null; readonly answer: readonly InboxEntry[] };
  readonly 'reminder.acknowledge': { readonly input: { readonly id: ReminderId }; readonly answer: null };
  /** Puts an acknowledged reminder back into the inbox. */
  readonly 'reminder.unacknowledge': { readonly input: { readonly id: ReminderId }; readonly answer: null };
  readonly 'reminder.ringNow': { readonly input: { readonly rentalId: RentalId }; readonly answer: RingOutcome };
  readonly 'settings.set': { readonly input: Partial<Settings>; readonly answer: Settings };
  readonly 'demo.enter': { readonly input: null; readonly answer: null };
  readonly 'demo.leave': { readonly input: null; readonly answer: null };
  /** Opens the notices of the libraries inside the program, with what the system opens texts with. */
  readonly 'notices.open': { readonly input: null; readonly answer: null };
  /** The rental that a notification or the tray asked to see; asked once, then forgotten. */
  readonly 'view.take': {
    readonly input: null;
    readonly answer: { readonly rentalId: RentalId | null; readonly view: View | null };
  };
}

/** A place of the window that main can ask for. */
export type View = 'rentals' | 'reminders' | 'accounts' | 'settings';

export type RequestName = keyof Requests;

/** Every request; the preload loops over it. */
export const requestNames = wholeList<RequestName>()([
  'app.describe',
  'rental.list',
  'rental.get',
  'rental.change',
  'rental.decide',
  'rental.snooze',
  'rental.join',
  'rental.split',
  'account.list',
  'account.test',
  'account.add',
  'account.setSecrets',
  'account.acceptAddress',
  'account.remove',
  'account.sync',
  'account.setPaused',
  'account.setPolling',
  'account.setSettings',
  'account.suggestions',
  'account.setRule',
  'reminder.upcoming',
  'reminder.log',
  'reminder.inbox',
  'reminder.acknowledge',
  'reminder.unacknowledge',
  'reminder.ringNow',
  'settings.set',
  'demo.enter',
  'demo.leave',
  'notices.open',
  'view.take',
]);

/** IPC channels carry the app's name, so that nothing else in the process can be taken for ours. */
export const channelOf = (name: RequestName | EventName): string => `leasebell:${name}`;

/** The shape of `window.leasebell`: one function per request with its channel fixed, one subscription per event. */
export type Bridge = {
  readonly request: {
    readonly [Name in RequestName]: (input: Requests[Name]['input']) => Promise<Result<Requests[Name]['answer']>>;
  };
  readonly on: { readonly [Name in EventName]: (listener: () => void) => () => void };
};
