import type { Account } from '../model/account.ts';
import { isDeletedAtEnd } from '../deadlines/deadlines.ts';
import type { Instant } from '../model/ids.ts';
import { epochMsOf } from '../model/instant.ts';
import type { ReminderText, ReminderTexts } from '../reminders/texts.ts';
import type { LocaleSetting } from './instants.ts';
import { providerName } from './provider-name.ts';
import type { Rental } from '../model/rental.ts';
import { isDataGone } from '../rentals/data-gone.ts';
import { changeText, renewedText, type TellableChange } from './change-sentences.ts';
import {
  type DeadlineFacts,
  type ReminderFacts,
  reminderText,
  type TextSetting,
  unconfirmedText,
} from './reminder-sentences.ts';
import { rentalName } from './rental-name.ts';
import { unpaidRenewalOf } from './unpaid-renewal.ts';
import { sentenceOf } from './words.ts';

/** Returns how many bytes of text a notification may have: macOS cuts one at 256 bytes; elsewhere nothing is dropped (null). */
export const notificationBytesOn = (platform: string): number | null => (platform === 'darwin' ? 200 : null);

/** A rental's end or its release as the texts want it; null when it has none. */
const endFacts = (
  rental: Pick<Rental, 'title' | 'end' | 'releases' | 'autoRenews' | 'chargesAt' | 'payBy' | 'phase'>,
): DeadlineFacts | null => {
  const { title, end, autoRenews, chargesAt } = rental;
  const { at, earliestAt, basis } = end;
  if (at === null) return null;
  const note = isDeletedAtEnd(rental) ? 'deleted-at-end' : end.note;
  const renews = autoRenews === 'yes' ? { renews: { chargesAt } } : {};
  return { title, kind: 'ends', at, earliestAt, surelyAt: null, basis, note, ...renews, ...unpaidFacts(rental) };
};

/** Returns what a heading needs of the deadline at which data is destroyed; null without that deadline. */
const releaseFacts = ({ title, releases }: Pick<Rental, 'title' | 'releases'>): DeadlineFacts | null => {
  if (releases === null) return null;
  const { at, surelyAt, basis, note } = releases;
  return { title, kind: 'releases', at, earliestAt: null, surelyAt, basis, note };
};

/** Returns what a heading needs of the deadline of a payment; null without that deadline. */
const payFacts = (rental: Pick<Rental, 'title' | 'payBy' | 'end' | 'phase'>): DeadlineFacts | null => {
  const { title, payBy } = rental;
  if (payBy === null) return null;
  const { at, basis } = payBy;
  return { title, kind: 'pay-by', at, earliestAt: null, surelyAt: null, basis, note: null, ...unpaidFacts(rental) };
};

const unpaidFacts = (rental: Pick<Rental, 'payBy' | 'end' | 'phase'>): Pick<DeadlineFacts, 'unpaid'> => {
  const unpaid = unpaidRenewalOf(rental);
  return unpaid === null ? {} : { unpaid };
};

/** Returns what a heading needs of an account's credit; null for a rental. */
const balanceFacts = ({ title, balance }: Pick<Rental, 'title' | 'balance'>): DeadlineFacts | null =>
  balance === null
    ? null
    : {
        ...{ title, kind: 'balance', at: balance.lastsUntil, earliestAt: null, surelyAt: null },
        ...{ basis: 'derived', note: null, balance },
      };

/** A deadline of a rental as the texts want it, by its kind; null when the rental has none of that kind. */
export const factsFor = { ends: endFacts, releases: releaseFacts, 'pay-by': payFacts, balance: balanceFacts } as const;

const withAccount = (
  facts: DeadlineFacts,
  rental: Rental,
  account: Account,
  localeSetting: LocaleSetting,
): ReminderFacts => ({
  ...facts,
  provider: providerName(rental.provider, localeSetting.locale),
  account: account.label,
  lastPrice: rental.lastPrice,
  renewed: rental.orders.length > 1,
  keptUntil: rental.releases?.at ?? null,
  ...afterwardsOf(rental, localeSetting),
});

/** What a quoted source says of the time after the end; nothing where this program has no sentence for it. */
const afterwardsOf = ({ afterwards: key }: Rental, { locale }: LocaleSetting): Pick<ReminderFacts, 'afterwards'> => {
  const afterwards = key === null ? null : sentenceOf(key, locale);
  return afterwards === null ? {} : { afterwards };
};

/** Returns the writer of reminder texts, in the language and zone that hold when each is made. */
export const reminderTexts = (localeSetting: () => LocaleSetting, maxBytes: number | null): ReminderTexts => {
  const settingAt = (nowMs: number): TextSetting => ({ ...localeSetting(), nowMs, maxBytes });
  const named = (rental: Rental): Rental => ({ ...rental, title: rentalName(rental, localeSetting().locale) });
  return {
    forPoint({ rental: told, deadline: { kind, at, basis } }, account, nowMs): ReminderText {
      const rental = named(told);
      const bare: DeadlineFacts = {
        title: rental.title,
        kind,
        at,
        earliestAt: null,
        surelyAt: null,
        basis,
        note: null,
      };
      const facts = factsFor[kind](rental) ?? bare;
      return reminderText(withAccount(facts, rental, account, localeSetting()), settingAt(nowMs));
    },
    forUnconfirmed(told, { kind }, account, nowMs): ReminderText {
      const rental = named(told);
      const facts = factsFor[kind](rental);
      if (facts === null) throw new Error(`the rental has no deadline of kind ${kind}`);
      return unconfirmedText(withAccount(facts, rental, account, localeSetting()), account, settingAt(nowMs));
    },
    forChange({ kind, rental: changed, happenedAt }, account, nowMs): ReminderText {
      const rental = named(changed);
      const setting = settingAt(nowMs);
      const release = releaseFacts(rental);
      if (kind === 'frozen' && release !== null) {
        return reminderText(withAccount(release, rental, account, setting), setting);
      }
      const who = {
        title: rental.title,
        provider: providerName(rental.provider, setting.locale),
        account: account.label,
        happenedAt,
        isDataGone: isDataGone(rental, nowMs),
        keptUntil: aheadOrNull(rental.releases?.at ?? null, nowMs),
        ...afterwardsOf(rental, setting),
      };
      const end = endFacts(rental);
      if (kind === 'renewed') {
        if (end === null) throw new Error('a renewed rental has an end');
        return renewedText(who, end, setting);
      }
      const tellable = kind === 'frozen' ? 'expired' : kind;
      return changeText(tellable, who, stillMatters(tellable, rental, nowMs) ? end : null, setting);
    },
  };
};

const aheadOrNull = (at: Instant | null, nowMs: number): Instant | null =>
  at !== null && epochMsOf(at) > nowMs ? at : null;

/**
 * Whether the end is worth a word after something happened: of what has expired only one that has passed, of what lapsed or is no longer
 * listed one ahead.
 */
const stillMatters = (kind: TellableChange, { end, phase }: Rental, nowMs: number): boolean => {
  if (end.at === null || kind === 'delivered') return kind === 'delivered';
  const isPast = epochMsOf(end.at) <= nowMs;
  if (kind === 'vanished') return !isPast;
  return kind === 'expired' ? isPast : kind === 'lapsed' && !isPast && (phase === 'delivered' || phase === 'paid');
};
