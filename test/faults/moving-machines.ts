import { instantOf } from '../../electron/core/model/instant.ts';
import { keyOfResource } from '../../electron/core/model/resource.ts';
import { alibabaProducts, alibabaRow, type AlibabaStory } from '../../electron/demo/world/alibaba-instance.ts';
import { dayMs, hourMs, minuteMs } from '../../electron/demo/world/calendar.ts';
import { memberText } from '../../electron/demo/world/json.ts';
import { vastaiId, vastaiRow, type VastaiStory } from '../../electron/demo/world/vastai-instance.ts';
import { vastaiMachines } from '../../electron/demo/world/vastai-machines.ts';
import { oneOf, wholeBetween } from '../fakes/random.ts';
import type { Moving } from './moving-world.ts';

const ended = (nowMs: number): number => nowMs - hourMs;

/** A subscription. Two products number theirs alike, so that every id is there twice. */
export const alibabaOne = (_: number, number: number, random: () => number, nowMs: number): Moving => {
  const product = number % 2 === 0 ? alibabaProducts.host : alibabaProducts.disk;
  let story: AlibabaStory = {
    id: `x-${String(Math.floor(number / 2))}`,
    product,
    region: 'cn-hangzhou',
    createdAt: nowMs - 40 * dayMs,
    deliveredAt: nowMs - 40 * dayMs,
    endsAt: nowMs + wholeBetween(random, 1, 60) * dayMs,
    renewals: [],
    renewStatus: 'ManualRenewal',
    renewsForMonths: 1,
  };
  const row = () => {
    const told = alibabaRow(story, nowMs);
    if (told === null) throw new Error('what is kept is listed');
    return told;
  };
  return {
    id: keyOfResource({ product: `${product.code} ${product.type}`, resourceId: story.id }),
    items: 1,
    status: () => {
      const told = row();
      return `${memberText(told, 'Status')} ${instantOf(Date.parse(memberText(told, 'EndTime')))}`;
    },
    advance: () => {
      const happens = oneOf(random, ['renewed', 'renewed', 'expired', 'let go'] as const);
      const endsAt = story.endsAt ?? nowMs;
      if (happens === 'renewed') story = { ...story, endsAt: Math.max(endsAt, nowMs) + 30 * dayMs };
      if (happens === 'expired') story = { ...story, endsAt: ended(nowMs) };
      if (happens === 'let go') story = { ...story, renewStatus: 'NotRenewal' };
      return happens;
    },
    alibaba: row,
  };
};

/** An instance. What is rented later has a larger id, mostly, and so stands behind the others; some come in between. */
export const vastaiOne = (createdAt: number, number: number, random: () => number, nowMs: number): Moving => {
  const rentedAt = random() < 0.7 ? createdAt : nowMs - wholeBetween(random, 1, 50) * dayMs;
  let story: VastaiStory = {
    key: number,
    label: random() < 0.5 ? null : `worker-${String(number)}`,
    machine: vastaiMachines.pairSweden,
    rentedAt,
    endsAt: nowMs + wholeBetween(random, 1, 60) * dayMs,
  };
  const row = () => vastaiRow(story, nowMs, true);
  const endOf = ({ extension, endsAt }: VastaiStory): number => extension?.endsAt ?? endsAt ?? nowMs;
  return {
    id: keyOfResource({ resourceId: String(vastaiId(story)) }),
    items: 1,
    status: () => `${memberText(row(), 'actual_status')} ${instantOf(endOf(story))}`,
    advance: () => {
      const happens = oneOf(random, ['renewed', 'renewed', 'expired', 'stopped'] as const);
      const later = Math.max(endOf(story), nowMs) + 30 * dayMs;
      if (happens === 'renewed') story = { ...story, extension: { at: nowMs - minuteMs, endsAt: later } };
      if (happens === 'expired') story = { ...story, extension: { at: nowMs - minuteMs, endsAt: ended(nowMs) } };
      if (happens === 'stopped') story = { ...story, stoppedAt: nowMs - minuteMs };
      return happens;
    },
    vastai: row,
  };
};
