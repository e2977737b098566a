import type { Cause, Trouble } from '../model/health.ts';
import { codeText } from './failure.ts';
import { dateTime, zoneLabel, type LocaleSetting } from './instants.ts';
import { keyOf, sentenceOf, t } from './words.ts';

/** Returns what is wrong with the bell, what was kept and what to do. */
export const troubleText = (trouble: Trouble, nowMs: number, localeSetting: LocaleSetting): string => {
  const subject = subjectOf(trouble);
  switch (trouble.step) {
    case 'states':
      return t.trouble_states();
    case 'planning':
      return t.trouble_planning();
    case 'words':
      return t.trouble_words({ subject });
    case 'delivery':
      return trouble.subject === null ? t.trouble_delivery() : t.trouble_delivery_of({ subject });
    case 'polling':
      return t.trouble_polling();
    case 'round':
      return t.trouble_round({ subject });
    case 'copy':
      return t.trouble_copy();
    case 'look':
      return t.trouble_look();
    case 'self-check':
      return t.trouble_self_check();
    case 'late':
      return t.trouble_late({
        since: dateTime(trouble.since, nowMs, localeSetting),
        last: dateTime(trouble.last, nowMs, localeSetting),
      });
    case 'tray':
      return t.trouble_tray();
    case 'wishes':
      return t.trouble_wishes();
    case 'decision':
      return t.trouble_decision();
    case 'row':
      return t.trouble_row({ subject });
    case 'store-file':
      return storeFileText(trouble.reason, subject);
    case 'quiet-zone':
      return t.trouble_quiet_zone({ subject, zone: zoneLabel(trouble.last, localeSetting) });
    case 'points':
      return t.trouble_points();
  }
};

const storeFileText = (found: string | null, path: string): string => {
  if (found === 'replaced') return t.trouble_store_replaced({ path });
  return found === 'cut' ? t.trouble_store_cut({ path }) : t.trouble_store_gone({ path });
};

/** Returns the facts beside it: the failure behind it, a technical word, since when and how often. */
export const troubleFacts = (trouble: Trouble, nowMs: number, localeSetting: LocaleSetting): readonly string[] => {
  const { step, since, count } = trouble;
  if (step === 'late' || step === 'quiet-zone' || step === 'points') return [];
  return [
    ...causeTexts(trouble),
    t.trouble_since({ time: dateTime(since, nowMs, localeSetting), count: String(count) }),
  ];
};

/** Returns the sentence of the failure behind it, and the technical word for whoever investigates it. */
export const causeTexts = ({ code, reason, detail }: Cause): readonly string[] => [
  ...(code === null ? channelTexts(reason) : [codeText(code, reason)]),
  ...(detail === null ? [] : [t.trouble_detail({ detail })]),
];

const channelTexts = (fault: string | null): readonly string[] => {
  const text = fault === null ? null : sentenceOf(keyOf('channel', fault));
  return text === null ? [] : [text];
};

const subjectOf = ({ subject, others }: Trouble): string => {
  const name = subject ?? '?';
  return others === 0 ? name : t.trouble_others({ subject: name, count: String(others) });
};
