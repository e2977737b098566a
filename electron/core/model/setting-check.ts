import { readProductValues } from './product-values.ts';
import type { SettingField } from './account.ts';

/** What is wrong with a setting's value: a reason that has its sentence, and the range where there is one. */
export interface SettingFault {
  readonly reason: 'not-a-choice' | 'not-a-number' | 'out-of-range' | 'not-a-time' | 'not-a-product-choice';
  readonly detail?: string;
}

/** Checks a value by its field's declaration alone; null when it may be used. Empty means "not said" and is never wrong here. */
export const settingFault = (field: SettingField, value: string): SettingFault | null => {
  const text = value.trim();
  if (text === '') return null;
  switch (field.kind) {
    case 'choice':
      return field.choices.some((choice) => choice.value === text) ? null : { reason: 'not-a-choice' };
    case 'number':
      return numberFault(field, text);
    case 'time':
      return isTime(text) ? null : { reason: 'not-a-time' };
    case 'choice-by-product':
      return areProductChoices(field, text) ? null : { reason: 'not-a-product-choice' };
    case 'text':
      return null;
  }
};

const areProductChoices = ({ choices }: SettingField, text: string): boolean => {
  const values = readProductValues(text);
  return values !== null && [...values.values()].every((value) => choices.some((choice) => choice.value === value));
};

const numberFault = ({ range }: SettingField, text: string): SettingFault | null => {
  if (!/^-?\d{1,15}$/.test(text)) return { reason: 'not-a-number' };
  if (range === undefined || (Number(text) >= range.least && Number(text) <= range.most)) return null;
  return { reason: 'out-of-range', detail: `${range.least}–${range.most}` };
};

/** Whether a text is `yyyy-MM-dd HH:mm:ss` and names a day and time that exist. */
const isTime = (text: string): boolean => {
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return false;
  const epochMs = Date.parse(`${text.replace(' ', 'T')}Z`);
  return epochMs > 0 && new Date(epochMs).toISOString().slice(0, 19).replace('T', ' ') === text;
};
