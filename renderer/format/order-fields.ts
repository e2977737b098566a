import type { FieldLabel, FieldUnit, FieldValue, OrderSection } from '../../electron/core/model/order-section.ts';
import { dateTime, type LocaleSetting } from '../../electron/core/words/instants.ts';
import { moneyText } from '../../electron/core/words/money.ts';
import { sentenceOf, t, textOf } from '../../electron/core/words/words.ts';

const unitText: Readonly<Record<FieldUnit, (inputs: { amount: string }) => string>> = {
  gigabyte: t.order_unit_gigabyte,
  core: t.order_unit_core,
  card: t.order_unit_card,
  teraflops: t.order_unit_teraflops,
};

/** The heading of a section, numbered where there are several alike. */
export const sectionHeading = ({ heading, number }: OrderSection): string =>
  number === null ? textOf(heading) : t.order_section_numbered({ heading: textOf(heading), number });

/** What a field is called: in our words, or as the provider wrote it. */
export const fieldName = (label: FieldLabel): string => ('own' in label ? label.own : textOf(label.message));

/** A field's value for reading. A code without a known meaning is shown as it is. */
export const fieldText = (value: FieldValue, nowMs: number, localeSetting: LocaleSetting): string => {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'money':
      return moneyText(value.money, localeSetting.locale);
    case 'instant':
      return dateTime(value.at, nowMs, localeSetting);
    case 'amount':
      return unitText[value.unit]({ amount: value.amount });
    case 'word':
      return sentenceOf(value.word) ?? value.text;
    case 'flag':
      return value.isSet ? t.order_flag_yes() : t.order_flag_no();
  }
};
