import type { SettingField } from '../model/account.ts';
import type { Locale } from '../model/settings.ts';
import type { ProvingOrder, SettingSuggestion } from '../model/suggestion.ts';
import { t, textOf } from './words.ts';

/** Returns the value of a choice as it is named inside a sentence. */
export const choiceName = ({ choices }: SettingField, value: string, locale: Locale): string =>
  textOf(choices.find((choice) => choice.value === value)?.label ?? value).toLocaleLowerCase(locale);

/** Returns values as one list: "hours, days or weeks". */
export const choiceNames = (field: SettingField, values: readonly string[], locale: Locale): string =>
  new Intl.ListFormat(locale, { type: 'disjunction' }).format(values.map((value) => choiceName(field, value, locale)));

/** Returns in one sentence what an account's orders leave possible of a setting. */
export const suggestionText = (suggestion: SettingSuggestion, field: SettingField, locale: Locale): string => {
  const text = remaining(suggestion, field, locale);
  return suggestion.product === null ? text : t.suggestion_of({ what: suggestion.product, text });
};

const remaining = ({ fits, value }: SettingSuggestion, field: SettingField, locale: Locale): string => {
  if (fits.length === 0) return t.suggestion_contradict();
  const names = choiceNames(field, fits, locale);
  if (value === 'unknown') return t.suggestion_fits({ fits: names });
  return t.suggestion_wrong({ value: choiceName(field, value, locale), fits: names });
};

/** Returns the orders behind a suggestion, each once with the values that it rules out, the clearest first. */
export const proofOf = ({
  excluded,
}: SettingSuggestion): readonly { readonly order: ProvingOrder; readonly values: readonly string[] }[] => {
  const found = new Map<string, { readonly order: ProvingOrder; readonly values: string[] }>();
  for (const { value, orders } of excluded) {
    for (const order of orders) {
      const known = found.get(order.providerOrderId);
      if (known === undefined) found.set(order.providerOrderId, { order, values: [value] });
      else known.values.push(value);
    }
  }
  return [...found.values()];
};
