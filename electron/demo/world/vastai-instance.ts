import type { Json, JsonObject } from './json.ts';
import { dayMs, hourMs, minuteMs } from './calendar.ts';
import { pythonFloat } from './python-float.ts';
import { seededRandom } from './random.ts';
import type { VastaiMachine } from './vastai-machines.ts';

/** What happens to one Vast.ai instance, as instants in UTC milliseconds. */
export interface VastaiStory {
  /** Tells apart what was rented in the same hour. */
  readonly key: number;
  readonly label: string | null;
  readonly machine: VastaiMachine;
  readonly rentedAt: number;
  /** The end that was fixed when it was rented; null: the response states none. */
  readonly endsAt: number | null;
  /** The host moves the end; nobody else can. */
  readonly extension?: { readonly at: number; readonly endsAt: number };
  /** The host offers a later end for more money, and nobody takes it. */
  readonly offer?: { readonly from: number; readonly endsAt: number; readonly dph: number };
  readonly isBid?: boolean;
  /** Somebody bids more: it stops although it is meant to run. */
  readonly outbidAt?: number;
  /** The user stops it. */
  readonly stoppedAt?: number;
  /** The user destroys it. */
  readonly destroyedAt?: number;
  /** What its container says instead of running; null: the host has not said anything yet. */
  readonly trouble?: 'frozen' | 'rebooting' | 'unknown' | 'offline' | null;
  /** Nobody deletes it when it may be deleted. */
  readonly staysAfterEnd?: boolean;
}

/** Stands in every value that nobody may keep, so that a test can look for it anywhere. */
const secretMark = 'do-not-store';

const loadsForMs = 3 * minuteMs;
const keptAfterEndMs = 2 * dayMs;
const idsFrom = Date.parse('2023-01-01T00:00:00Z');

/** The id of an instance: later ones have larger ids. Unique while keys stay below a thousand. */
export function vastaiId(story: VastaiStory): number {
  return Math.floor((story.rentedAt - idsFrom) / hourMs) * 1_000 + story.key;
}

/** The end that the list states at an instant. */
function endOf(story: VastaiStory, at: number): number | null {
  const { extension } = story;
  return extension !== undefined && extension.at <= at ? extension.endsAt : story.endsAt;
}

/** Whether the account's list has the instance at an instant. */
export function isVastaiListed(story: VastaiStory, at: number): boolean {
  if (at < story.rentedAt || hasReached(story.destroyedAt, at)) return false;
  const endsAt = endOf(story, at);
  return story.staysAfterEnd === true || endsAt === null || at < endsAt + keptAfterEndMs;
}

function hasReached(instant: number | null | undefined, at: number): boolean {
  return instant !== null && instant !== undefined && instant <= at;
}

/** US dollars that the instance has cost between two instants; only what loads or runs costs anything here. */
export function vastaiCost(story: VastaiStory, from: number, at: number): number {
  if (story.trouble !== undefined) return 0;
  const ends = [at, endOf(story, at), story.stoppedAt, story.outbidAt, story.destroyedAt];
  const until = Math.min(...ends.filter((end) => end !== null && end !== undefined));
  return (story.machine.dph * Math.max(0, until - Math.max(from, story.rentedAt))) / hourMs;
}

type States = readonly [actual: Json, intended: string, current: string];

/** The three status fields; without credit nothing runs. */
function statesOf(story: VastaiStory, at: number, hasCredit: boolean): States {
  const isOver = hasReached(endOf(story, at), at) || hasReached(story.stoppedAt, at);
  if (isOver || !hasCredit) return ['exited', 'stopped', 'stopped'];
  if (hasReached(story.outbidAt, at)) return ['stopped', 'running', 'stopped'];
  if (at < story.rentedAt + loadsForMs) return ['loading', 'running', 'unloaded'];
  if (story.trouble === undefined) return ['running', 'running', 'running'];
  return [story.trouble, story.trouble === 'frozen' ? 'frozen' : 'running', 'running'];
}

/** The fields that come when nobody says which ones are wanted. */
function secretFields(story: VastaiStory): JsonObject {
  const random = seededRandom(vastaiId(story));
  return {
    ssh_host: `ssh${random.integer(1, 9)}.${secretMark}.example`,
    ssh_port: random.integer(10_000, 39_999),
    public_ipaddr: `203.0.113.${random.integer(1, 254)}`,
    jupyter_token: `${secretMark}-${random.hex(64)}`,
    extra_env: [
      ['HF_TOKEN', `${secretMark}-hf-${random.hex(34)}`],
      ['-p 8080:8080', '1'],
    ],
    onstart: `export WANDB_API_KEY=${secretMark}-${random.hex(40)}\npython train.py`,
  };
}

/** The instance as a row of the list, with all its columns. */
export function vastaiRow(story: VastaiStory, at: number, hasCredit: boolean): JsonObject {
  const [actual, intended, current] = statesOf(story, at, hasCredit);
  const endsAt = endOf(story, at);
  return {
    id: vastaiId(story),
    label: story.label,
    actual_status: actual,
    intended_status: intended,
    cur_state: current,
    start_date: pythonFloat(story.rentedAt / 1_000),
    end_date: endsAt === null ? null : pythonFloat(endsAt / 1_000),
    gpu_name: story.machine.gpuName,
    num_gpus: story.machine.gpus,
    dph_total: pythonFloat(story.machine.dph),
    is_bid: story.isBid === true,
    geolocation: story.machine.geolocation,
    ...secretFields(story),
  };
}

/** The host's offer as a row of pending-price-increases, or null when there is none. What is new and old is named by this demo. */
export function vastaiPriceIncrease(story: VastaiStory, at: number): JsonObject | null {
  const { offer } = story;
  const endsAt = endOf(story, at);
  if (offer === undefined || endsAt === null || at < offer.from || at >= endsAt) return null;
  return {
    contract_id: vastaiId(story),
    contract_end_date: pythonFloat(endsAt / 1_000),
    ask_end_date: pythonFloat(offer.endsAt / 1_000),
    new_dph_total: pythonFloat(offer.dph),
    old_dph_total: pythonFloat(story.machine.dph),
  };
}

/** The answer about the user who owns the key, who has so many US dollars left. */
export function vastaiUser(creditLeft: number): JsonObject {
  return {
    id: 284_116,
    username: 'demo-lab',
    email: `${secretMark}@example.com`,
    credit: pythonFloat(Math.max(0, creditLeft)),
    // Everything stops as soon as nothing is left, so it falls no further.
    balance: pythonFloat(creditLeft > 0 ? 0 : -0.01),
    api_key: `${secretMark}-${seededRandom(284_116).hex(64)}`,
  };
}
