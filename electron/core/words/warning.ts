import type { RoundWarning } from '../model/sync.ts';
import { t } from './words.ts';

/** Returns the sentence of a warning: what the round found, what was kept, what to do. */
export const warningText = ({ code, count = 0, lists = [] }: RoundWarning): string => {
  switch (code) {
    case 'account.clock-skewed':
      return t.failure_account_clock_skewed();
    case 'round.unsettled':
      return t.warning_round_unsettled();
    case 'round.unfinished':
      return t.warning_round_unfinished();
    case 'round.narrowed':
      return t.warning_round_narrowed();
    case 'discovery.refused':
      return t.warning_discovery_refused();
    case 'answer.damaged-text':
      return t.warning_answer_damaged_text();
    case 'order.incomplete':
      return t.warning_order_incomplete({ count });
    case 'order.implausible':
      return t.warning_order_implausible({ count });
    case 'order.contradictory':
      return t.warning_order_contradictory({ count });
    case 'resource.incomplete':
      return t.warning_resource_incomplete({ count });
    case 'resource.implausible':
      return t.warning_resource_implausible({ count });
    case 'list.refused':
      return t.warning_list_refused({ lists: lists.join(', ') });
    case 'balance.refused':
      return t.warning_balance_refused();
    case 'balance.unread':
      return t.warning_balance_unread();
    case 'setting.unit-unknown':
      return t.warning_setting_unit_unknown();
  }
};

/** Where a warning is told: beside its account, in the account's form, which asks for what is missing, or with its round only. */
const places: Readonly<Record<RoundWarning['code'], 'account' | 'form' | 'round'>> = {
  'account.clock-skewed': 'account',
  'round.unsettled': 'account',
  'discovery.refused': 'account',
  'answer.damaged-text': 'account',
  'order.incomplete': 'account',
  'order.implausible': 'account',
  'order.contradictory': 'account',
  'resource.incomplete': 'account',
  'resource.implausible': 'account',
  'list.refused': 'account',
  'balance.refused': 'account',
  'balance.unread': 'account',
  'setting.unit-unknown': 'form',
  // These pass with the next round.
  'round.unfinished': 'round',
  'round.narrowed': 'round',
};

/** Returns the warnings of a round that an account shows, without those shown elsewhere and those that pass with the next round. */
export const warningsBesideAccount = (warnings: readonly RoundWarning[]): readonly RoundWarning[] =>
  warnings.filter(({ code }) => places[code] === 'account');

/** Returns the warnings of a round that last, where nothing else is shown: all but those that pass with the next round. */
export const lastingWarnings = (warnings: readonly RoundWarning[]): readonly RoundWarning[] =>
  warnings.filter(({ code }) => places[code] !== 'round');
