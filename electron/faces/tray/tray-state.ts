import type { TimeBand } from '../../core/deadlines/band.ts';
import { cutUnits } from '../../core/model/cut.ts';
import { epochMsOf } from '../../core/model/instant.ts';
import type { RentalId } from '../../core/model/ids.ts';
import { keyOf, sentenceOf, t } from '../../core/words/words.ts';
import { headingOf, type TextSetting } from '../../core/words/reminder-sentences.ts';
import type { TrayFacts } from '../../program/desktop/tray-facts.ts';
import type { AwaitedDeadline } from '../../program/overview.ts';

/** Which picture: urgent with a deadline within a day, attention with one within a week or when something waits. */
export type TrayIcon = 'normal' | 'attention' | 'urgent' | 'paused';

/** What a click on a line does. */
export type TrayAction =
  | { readonly kind: 'rental'; readonly rentalId: RentalId }
  | { readonly kind: 'open' | 'reminders' | 'accounts' | 'set-ends' | 'sync' | 'quit' };

/** A line of the menu; without an action it only tells. */
export type TrayItem = { readonly label: string; readonly action: TrayAction | null } | 'separator';

/** Everything that the tray shows. */
export interface TrayState {
  readonly icon: TrayIcon;
  readonly tooltip: string;
  readonly items: readonly TrayItem[];
}

const shownDeadlines = 3;
/** Windows cuts a tooltip at 127 units of UTF-16. */
const maxTooltipLength = 127;

const iconOf = ({ inbox, failing, paused, trouble }: TrayFacts, bands: readonly TimeBand[]): TrayIcon => {
  if (bands.some((band) => band === 'destruction' || band === 'day')) return 'urgent';
  if (bands.includes('week') || inbox > 0 || failing.length > 0 || trouble) return 'attention';
  return paused ? 'paused' : 'normal';
};

const tooltipOf = (lines: readonly string[]): string => {
  const kept = [...lines];
  while (kept.length > 1 && kept.join('\n').length > maxTooltipLength) kept.pop();
  return cutUnits(kept.join('\n'), maxTooltipLength);
};

/** What comes next, with what the user means to do then. */
const plannedHeading = (deadline: AwaitedDeadline, setting: TextSetting): string => {
  const heading = headingOf(deadline, setting);
  if (deadline.intention === null) return heading;
  const plan = sentenceOf(keyOf('intention', deadline.intention), setting.locale);
  return plan === null ? heading : t.tray_planned({ heading, plan }, setting);
};

/** Icon, tooltip and menu for a moment. Pure: the caller asks again when facts change, and each minute for the times. */
export const trayStateOf = (facts: TrayFacts, setting: TextSetting): TrayState => {
  const ahead = facts.deadlines
    .map((deadline) => ({ deadline, atMs: epochMsOf(deadline.nextAt) }))
    .filter(({ atMs }) => atMs > setting.nowMs)
    .sort((one, other) => one.atMs - other.atMs);
  const deadlines = ahead.slice(0, shownDeadlines).map(({ deadline }) => ({
    label: plannedHeading(deadline, setting),
    action: { kind: 'rental', rentalId: deadline.rentalId } as const,
  }));
  const waiting: TrayItem[] =
    facts.inbox > 0 ? [{ label: t.tray_waiting({ count: facts.inbox }, setting), action: { kind: 'reminders' } }] : [];
  const failing: TrayItem[] =
    facts.failing.length > 0
      ? [
          {
            label: t.tray_failing({ labels: facts.failing.join(t.common_comma({}, setting)) }, setting),
            action: { kind: 'accounts' },
          },
        ]
      : [];
  const paused: TrayItem[] = facts.paused ? [{ label: t.tray_paused({}, setting), action: { kind: 'accounts' } }] : [];
  const trouble: TrayItem[] = facts.trouble ? [{ label: t.tray_trouble({}, setting), action: { kind: 'open' } }] : [];
  const withoutEnd: TrayItem[] =
    facts.withoutEnd > 0
      ? [{ label: t.tray_without_end({ count: facts.withoutEnd }, setting), action: { kind: 'set-ends' } }]
      : [];
  const news = [...trouble, ...waiting, ...failing, ...paused, ...withoutEnd];
  const none: TrayItem = { label: t.tray_none({}, setting), action: null };
  const told = [
    ...ahead.slice(0, 1).map(({ deadline }) => headingOf(deadline, setting)),
    ...news.map((item) => (item === 'separator' ? '' : item.label)),
  ];
  return {
    icon: iconOf(
      facts,
      ahead.map(({ deadline }) => deadline.band),
    ),
    tooltip: tooltipOf([t.app_name({}, setting), ...told]),
    items: [
      ...(deadlines.length > 0 ? deadlines : [none]),
      'separator',
      ...news,
      ...(news.length > 0 ? (['separator'] as const) : []),
      { label: t.tray_open({}, setting), action: { kind: 'open' } },
      { label: t.tray_sync({}, setting), action: { kind: 'sync' } },
      'separator',
      { label: t.tray_quit({}, setting), action: { kind: 'quit' } },
    ],
  };
};
