import type { ReminderText } from '../reminders/texts.ts';
import { fitTexts } from './fit-texts.ts';
import type { TextSetting } from './reminder-sentences.ts';
import { t } from './words.ts';

/** How many of the reminders a summary names by their headings. */
const namedInSummary = 3;

/** Returns the words of one notification for several reminders, which names the most urgent ones. */
export const summaryText = (
  headings: readonly string[],
  setting: Pick<TextSetting, 'locale' | 'maxBytes'>,
): ReminderText => {
  const heading = t.notify_summary({ count: headings.length }, setting);
  const more = headings.length - namedInSummary;
  const rest = more > 0 ? [t.notify_summary_more({ count: more }, setting)] : [];
  return fitTexts(heading, [...headings.slice(0, namedInSummary), ...rest], setting.maxBytes, '\n');
};
