import type { AccountRule, NewAccount } from '../core/model/account.ts';
import type { Failure, Result } from '../core/model/failure.ts';
import type { AccountId, Instant, ProviderOrderId, ReminderId, RentalId } from '../core/model/ids.ts';
import type { ManyRentals } from '../core/model/many-wish.ts';
import type { DeadlineKind } from '../core/model/deadline.ts';
import type { PointClass } from '../core/model/point-class.ts';
import type { InboxEntry, ReminderView, RingOutcome } from '../core/model/reminder.ts';
import type { RentalGrouping } from '../core/model/rental-group.ts';
import type { RentalFacets } from '../core/model/rental-filter.ts';
import type { Intention, RentalChange, RentalView, SnoozeChoice } from '../core/model/rental.ts';
import type { Settings } from '../core/model/settings.ts';
import type { StartMark } from '../core/model/start-marks.ts';
import type { AccountSuggestions } from '../core/model/suggestion.ts';
import type { RoundOutcome } from '../core/model/sync.ts';
import type { EventName } from '../core/model/events.ts';
import { wholeList } from '../core/model/word-lists.ts';
import type {
  AccountTest,
  AccountView,
  AppDescription,
  Page,
  PageRequest,
  PointsExample,
  RentalDetail,
  RentalExport,
  RentalFilter,
  Today,
  GroupedPage,
  View,
  WrittenExport,
} from './views.ts';

/** Every request of the window with its input and its reply, which always comes as a Result. */
export interface Requests {
  readonly 'app.describe': { readonly input: null; readonly reply: AppDescription };
  /** The first rows are on screen; with what the page passed on its way there. */
  readonly 'app.drawn': { readonly input: { readonly marks: readonly StartMark[] }; readonly reply: null };
  readonly 'today.get': { readonly input: null; readonly reply: Today };
  readonly 'rental.list': { readonly input: PageRequest & RentalFilter; readonly reply: Page<RentalView> };
  /** The same list in groups, with their headings among the rows. */
  readonly 'rental.grouped': {
    readonly input: PageRequest & RentalFilter & { readonly by: RentalGrouping };
    readonly reply: GroupedPage;
  };
  /** How many rentals each value of a filter would leave, and what those that are shown cost. */
  readonly 'rental.facets': { readonly input: RentalFilter; readonly reply: RentalFacets };
  readonly 'rental.get': { readonly input: { readonly id: RentalId }; readonly reply: RentalDetail };
  /** Every tag that a rental has, each once. */
  readonly 'rental.tags': { readonly input: null; readonly reply: readonly string[] };
  readonly 'rental.change': {
    readonly input: { readonly id: RentalId; readonly change: RentalChange };
    readonly reply: null;
  };
  /** Replies with the number of rentals of which it was said; what does not fit one leaves it as it was. */
  readonly 'rental.changeMany': { readonly input: ManyRentals; readonly reply: { readonly said: number } };
  readonly 'rental.decide': {
    readonly input: { readonly id: RentalId; readonly intention: Intention };
    readonly reply: null;
  };
  /** What would ring with another end: nothing is stored. */
  readonly 'rental.previewEnd': {
    readonly input: { readonly id: RentalId; readonly endAt: Instant };
    readonly reply: readonly ReminderView[];
  };
  readonly 'rental.snooze': {
    readonly input: { readonly id: RentalId; readonly deadline: DeadlineKind; readonly choice: SnoozeChoice };
    readonly reply: null;
  };
  readonly 'rental.join': { readonly input: { readonly id: RentalId; readonly into: RentalId }; readonly reply: null };
  readonly 'rental.split': {
    readonly input: { readonly id: RentalId; readonly providerOrderId: ProviderOrderId };
    readonly reply: null;
  };
  /** Asks where to, and writes rentals there; null when the user cancelled. */
  readonly 'rental.export': { readonly input: RentalExport; readonly reply: WrittenExport | null };
  readonly 'account.list': { readonly input: null; readonly reply: readonly AccountView[] };
  readonly 'account.test': { readonly input: NewAccount; readonly reply: AccountTest };
  readonly 'account.add': { readonly input: NewAccount; readonly reply: AccountTest };
  readonly 'account.setSecrets': {
    readonly input: { readonly id: AccountId; readonly secrets: Readonly<Record<string, string>> };
    readonly reply: AccountTest;
  };
  /** The user's word that the key is for the address that was shown: nothing else of the account can say so. */
  readonly 'account.acceptAddress': {
    readonly input: { readonly id: AccountId; readonly baseUrl: string; readonly allowHttp: boolean };
    readonly reply: null;
  };
  readonly 'account.remove': { readonly input: { readonly id: AccountId }; readonly reply: null };
  readonly 'account.sync': {
    readonly input: { readonly id: AccountId | null };
    readonly reply: readonly RoundOutcome[];
  };
  readonly 'account.setPaused': {
    readonly input: { readonly id: AccountId; readonly paused: boolean };
    readonly reply: null;
  };
  /** How often an account is asked (in milliseconds), and how many requests it may cost in an hour. */
  readonly 'account.setPolling': {
    readonly input: { readonly id: AccountId; readonly intervalMs: number; readonly requestsPerHour: number };
    readonly reply: null;
  };
  /** Settings that the provider declared, given in part; the account is read anew with them. */
  readonly 'account.setSettings': {
    readonly input: { readonly id: AccountId; readonly settings: Readonly<Record<string, string>> };
    readonly reply: null;
  };
  /** What the account's own orders say about its settings; nothing is applied without the user's word. */
  readonly 'account.suggestions': { readonly input: { readonly id: AccountId }; readonly reply: AccountSuggestions };
  readonly 'account.setRule': {
    readonly input: { readonly id: AccountId; readonly rule: AccountRule };
    readonly reply: null;
  };
  readonly 'reminder.upcoming': { readonly input: { readonly days: number }; readonly reply: readonly ReminderView[] };
  /** What would ring with other points of a class, null for the usual ones: nothing is stored. */
  readonly 'reminder.previewPoints': {
    readonly input: { readonly of: PointClass; readonly pointsMs: readonly number[] | null };
    readonly reply: readonly PointsExample[];
  };
  readonly 'reminder.log': { readonly input: PageRequest; readonly reply: Page<ReminderView> };
  readonly 'reminder.inbox': { readonly input: null; readonly reply: readonly InboxEntry[] };
  /** Takes reminders out of the inbox. */
  readonly 'reminder.acknowledge': { readonly input: { readonly ids: readonly ReminderId[] }; readonly reply: null };
  readonly 'reminder.ringNow': { readonly input: { readonly rentalId: RentalId }; readonly reply: RingOutcome };
  /** The wish of the user that would be taken back next; null without one. */
  readonly 'undo.last': { readonly input: null; readonly reply: { readonly id: number } | null };
  /** Takes that wish back; fails with `not-found` where it is not the last one any more. */
  readonly 'undo.apply': { readonly input: { readonly id: number }; readonly reply: null };
  readonly 'settings.set': { readonly input: Partial<Settings>; readonly reply: Settings };
  readonly 'demo.enter': { readonly input: null; readonly reply: null };
  readonly 'demo.leave': { readonly input: null; readonly reply: null };
  /** Opens the notices of the libraries inside the program, with what the system opens texts with. */
  readonly 'notices.open': { readonly input: null; readonly reply: null };
  /** Shows the data folder in the system's file manager. */
  readonly 'folder.open': { readonly input: null; readonly reply: null };
  /** Asks where to, and writes everything but the keys there. Replies with the file; null when the user cancelled. */
  readonly 'backup.write': { readonly input: null; readonly reply: string | null };
  /** Asks for a backup and whether it is meant, puts it in place and starts anew; replies only when the user cancelled, or it failed. */
  readonly 'backup.restore': { readonly input: null; readonly reply: null };
  /** Puts what to send with a report of a fault on the clipboard: no key, and no name. */
  readonly 'diagnostics.copy': { readonly input: null; readonly reply: null };
  /** Whether the program is to start at login. */
  readonly 'login.set': { readonly input: { readonly on: boolean }; readonly reply: null };
  /** Asks the server of updates now; what comes of it is told by `app.changed`. */
  readonly 'update.look': { readonly input: null; readonly reply: null };
  /** Downloads the version that is known. */
  readonly 'update.download': { readonly input: null; readonly reply: null };
  /** Quits, puts the version that is ready in place and starts it. */
  readonly 'update.install': { readonly input: null; readonly reply: null };
  /** Whether the program looks for newer versions by itself. */
  readonly 'update.setAutomatic': { readonly input: { readonly on: boolean }; readonly reply: null };
  /** What a notification, the tray, the menu or a link asked to see; asked once, then forgotten. */
  readonly 'view.take': {
    readonly input: null;
    readonly reply: {
      readonly rentalId: RentalId | null;
      readonly view: View | null;
      /** The search field of the view, ready to be typed into. */
      readonly search: boolean;
      /** The last wish is to be taken back. */
      readonly undo: boolean;
      /** The walk through the rentals of which no end is known. */
      readonly setEnds?: boolean;
      /** The dialog that exports rentals. */
      readonly exportRentals?: boolean;
      /** Why what was asked for cannot be shown. */
      readonly failure: Failure | null;
    };
  };
}

/** The name of a request. */
export type RequestName = keyof Requests;

/** Every request; the preload loops over it. */
export const requestNames = wholeList<RequestName>()([
  'app.describe',
  'app.drawn',
  'today.get',
  'rental.list',
  'rental.grouped',
  'rental.facets',
  'rental.get',
  'rental.tags',
  'rental.change',
  'rental.changeMany',
  'rental.decide',
  'rental.previewEnd',
  'rental.snooze',
  'rental.join',
  'rental.split',
  'rental.export',
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
  'reminder.previewPoints',
  'reminder.log',
  'reminder.inbox',
  'reminder.acknowledge',
  'reminder.ringNow',
  'undo.last',
  'undo.apply',
  'settings.set',
  'demo.enter',
  'demo.leave',
  'notices.open',
  'folder.open',
  'backup.write',
  'backup.restore',
  'diagnostics.copy',
  'login.set',
  'update.look',
  'update.download',
  'update.install',
  'update.setAutomatic',
  'view.take',
]);

/** Returns the name under which Electron carries a request or an event. It begins with the app's name, so that no other can be taken for ours. */
export const ipcNameOf = (name: RequestName | EventName): string => `leasebell:${name}`;

/** The shape of `window.leasebell`: one function per request with its name fixed, one subscription per event. */
export type Bridge = {
  readonly request: {
    readonly [Name in RequestName]: (input: Requests[Name]['input']) => Promise<Result<Requests[Name]['reply']>>;
  };
  readonly on: { readonly [Name in EventName]: (listener: () => void) => () => void };
};
