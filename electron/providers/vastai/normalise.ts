import { cut, lastFour } from '../../core/model/cut.ts';
import type { Instant } from '../../core/model/ids.ts';
import { instantOf } from '../../core/model/instant.ts';
import { keyOfResource, type Price, type ResourceState } from '../../core/model/resource.ts';
import type { ReadResource } from '../../core/ports/provider.ts';
import { moneyIn, wholeNumber } from '../reading/amounts.ts';
import { toldOf } from '../reading/facts.ts';
import type { JsonObject } from '../reading/json.ts';
import { absurdAmong, epochSecondsTime } from '../reading/order-times.ts';
import { endOfResource, statedEnd } from '../reading/resource-times.ts';
import { rowSchema, type VastaiRow } from './schema.ts';
import { afterwards, afterwardsOfBid } from './sources.ts';

/** A machine of the list. */
export interface Machine {
  readonly resource: ReadResource;
  /** It runs, and so costs its price an hour. */
  readonly runs: boolean;
}

/**
 * Reads the columns of one row at an instant; null when it has no id, which is a whole number: another text of the same number would be
 * another machine.
 */
export const normaliseRow = (kept: JsonObject, nowMs: number): Machine | null => {
  const row = rowSchema.parse(kept);
  if (row.id === null || !/^\d+$/.test(row.id)) return null;
  const start = epochSecondsTime(row.start_date);
  const said = endOfResource(epochSecondsTime(row.end_date), { start, placed: start });
  const word = row.actual_status ?? row.cur_state ?? row.intended_status;
  const price = priceOf(row.dph_total);
  const spec = specOf(row);
  const name = row.label === null ? null : cut(row.label, 200);
  const absurd = absurdAmong({ start_date: start, end_date: said });
  const missing = [
    ...(word === null ? ['actual_status'] : []),
    ...(price === null && row.dph_total !== null ? ['dph_total'] : []),
    ...absurd,
  ];
  const resource: ReadResource = {
    key: keyOfResource({ resourceId: row.id }),
    resourceId: row.id,
    name,
    title: name ?? `${spec ?? 'instance'} · ${lastFour(row.id)}`,
    kind: 'instance',
    spec,
    // Not part of the key: where a machine is said to stand is a text that changes (", US").
    region: row.geolocation === null ? null : cut(row.geolocation, 200),
    state: stateOf(word, { startsAt: start.at, endsAt: said.at, now: instantOf(nowMs) }),
    providerState: word,
    startsAt: start.at,
    end: statedEnd(said),
    // The date was fixed when it was rented; nothing prolongs it but the host.
    autoRenews: said.at === null ? 'unknown' : 'no',
    chargesAt: null,
    paidPer: 'hour',
    price,
    releases: null,
    afterwards: row.is_bid === 'true' ? afterwardsOfBid : afterwards,
    list: '',
    ...toldOf([{ value: kept }], missing, absurd),
  };
  return { resource, runs: word === running };
};

const running = 'running';

/** `loading` fetches its image, `unloaded` has not begun to; both can last for hours. */
const beforeItRuns: ReadonlySet<string> = new Set(['loading', 'unloaded']);

interface Period {
  readonly startsAt: Instant | null;
  readonly endsAt: Instant | null;
  readonly now: Instant;
}

/**
 * What is listed is rented, whether it runs or not. A machine that loads is not delivered only while no start of it has passed: its end is
 * fixed when it is rented and does not wait, so one that loads for hours, or again after a stop, must ring like any other. Behind its end
 * it cannot start again; one that still runs then has not ended.
 */
const stateOf = (word: string | null, { startsAt, endsAt, now }: Period): ResourceState => {
  if (endsAt !== null && endsAt <= now && word !== running) return 'expired';
  if (word === null) return 'unknown';
  return beforeItRuns.has(word) && (startsAt === null || startsAt > now) ? 'pending' : 'active';
};

/** More than a machine costs in any hour, and longer than any price is written: neither is one. */
const price = /^\d{1,9}(?:\.\d{1,30})?$/;

const priceOf = (text: string | null): Price | null => {
  const money = moneyIn('USD', text);
  return money === null || !price.test(money.amount) ? null : { ...money, per: 'hour' };
};

const specOf = ({ gpu_name: gpu, num_gpus: count }: VastaiRow): string | null => {
  if (gpu === null) return null;
  const cards = wholeNumber(count) ?? 0;
  return cut(cards < 1 || cards > 1_000 ? gpu : `${cards}×${gpu}`, 200);
};
