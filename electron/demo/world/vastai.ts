import type { JsonObject } from './json.ts';
import { dayMs, hourMs, minuteMs } from './calendar.ts';
import { seededRandom } from './random.ts';
import {
  isVastaiListed,
  vastaiCost,
  vastaiId,
  vastaiPriceIncrease,
  vastaiRow,
  vastaiUser,
  type VastaiStory,
} from './vastai-instance.ts';
import { vastaiCatalogue, vastaiMachines as machines, type VastaiMachine } from './vastai-machines.ts';

const seed = 0x7a57;

/** What Vast.ai knows of one account at an instant. */
export interface VastaiAccount {
  /** The rows of the list with all their columns, by id. */
  readonly instances: readonly JsonObject[];
  /** Offers of hosts to go on for more money. */
  readonly priceIncreases: readonly JsonObject[];
  /** The owner of the key, with `credit` in US dollars. */
  readonly user: JsonObject;
}

/** An instance on demand that ends so long after the anchor; it was rented some days before. */
function story(
  anchor: number,
  key: number,
  label: string | null,
  machine: VastaiMachine,
  endsInMs: number | null,
  more: Partial<VastaiStory> = {},
): VastaiStory {
  const rentedAt = anchor - seededRandom(seed * 31 + key).integer(3 * dayMs, 60 * dayMs);
  return { key, label, machine, rentedAt, endsAt: endsInMs === null ? null : anchor + endsInMs, ...more };
}

/** The scenes that the demo exists to show, each relative to the anchor. */
function scenes(anchor: number): readonly VastaiStory[] {
  return [
    story(anchor, 1, 'sd-batch', machines.smallSweden, 38 * minuteMs),
    story(anchor, 2, 'llm-ft', machines.pairSweden, 4 * hourMs + 10 * minuteMs),
    story(anchor, 3, 'whisper-eval', machines.singleTexas, dayMs + 7 * hourMs),
    story(anchor, 4, null, machines.nowhere, 5 * dayMs),
    story(anchor, 5, 'diffusion-train', machines.eightNorway, 19 * dayMs),
    // The host lets it go on: its end moves while the demo runs.
    story(anchor, 6, 'render-queue', machines.singleTexas, 2 * hourMs + 30 * minuteMs, {
      extension: { at: anchor + 15 * minuteMs, endsAt: anchor + 30 * dayMs },
    }),
    // The host would let it go on for more money, which changes nothing yet.
    story(anchor, 7, 'rag-index', machines.hopper, 3 * dayMs + 2 * hourMs, {
      offer: { from: anchor + 10 * minuteMs, endsAt: anchor + 33 * dayMs, dph: 2.1566666666666667 },
    }),
    // Interruptible: somebody bids more, now or earlier.
    story(anchor, 8, 'spot-sweep', machines.hopper, 9 * dayMs, { isBid: true, outbidAt: anchor + 25 * minuteMs }),
    story(anchor, 9, null, machines.pairSweden, 6 * dayMs, { isBid: true, outbidAt: anchor - 5 * hourMs }),
    // Stopped by its user; the data waits until the end.
    story(anchor, 10, 'notebook-old', machines.nowhere, 2 * dayMs + 20 * hourMs, { stoppedAt: anchor - 2 * dayMs }),
    // No end is stated.
    story(anchor, 11, 'endless', machines.smallSweden, null),
    // Over: deleted 48 hours after its end, which is two hours from the anchor.
    story(anchor, 12, 'ended-eval', machines.singleTexas, -46 * hourMs),
    story(anchor, 13, 'just-ended', machines.smallSweden, -11 * minuteMs),
    // Over for longer than that, and still there.
    story(anchor, 14, 'left-behind', machines.nowhere, -3 * dayMs, { staysAfterEnd: true }),
    // Rented while the demo runs.
    story(anchor, 15, '调试', machines.singleTexas, 8 * hourMs, { rentedAt: anchor + 6 * minuteMs }),
    // Destroyed by its user long before its end.
    story(anchor, 16, 'scratch', machines.smallSweden, 12 * dayMs, { destroyedAt: anchor + 20 * minuteMs }),
  ];
}

const troubles = ['offline', 'frozen', 'rebooting', 'unknown', null] as const;

/** One instance behind the scenes; its end stays out of the days that they need for themselves. */
function otherStory(anchor: number, number: number): VastaiStory {
  const random = seededRandom(seed + number);
  const label = random.pick([null, null, 'worker', '微调', 'eval', 'batch', 'node']);
  const named = label === null ? null : `${label}-${number + 1}`;
  const machine = random.pick(vastaiCatalogue);
  const other = story(anchor, 100 + number, named, machine, random.integer(10 * dayMs, 45 * dayMs), {
    isBid: random.chance(0.25),
  });
  const trouble = troubles[number];
  if (trouble !== undefined) return { ...other, trouble };
  return random.chance(0.3) ? { ...other, stoppedAt: anchor - random.integer(hourMs, 2 * dayMs) } : other;
}

/** How long the credit lasts at the price of what runs at the anchor. */
const creditLastsHours = 47.5;

/**
 * The account at an instant; `others` is the number of instances behind the scenes. The credit pays for what runs and is
 * never topped up, so that two days after the anchor everything has stopped.
 */
export function vastaiWorld(anchor: Date, others: number): (at: Date) => VastaiAccount {
  const start = anchor.getTime();
  const rest = Array.from({ length: others }, (_, index) => otherStory(start, index));
  const stories = [...scenes(start), ...rest].sort((left, right) => vastaiId(left) - vastaiId(right));
  const spent = (from: number, at: number): number => stories.reduce((sum, one) => sum + vastaiCost(one, from, at), 0);
  // What the minute before the anchor cost, since a scene may begin or end with the anchor itself.
  const credit = spent(start - minuteMs, start) * 60 * creditLastsHours;
  return (at) => {
    const now = at.getTime();
    const left = credit - spent(start, now);
    const listed = stories.filter((one) => isVastaiListed(one, now));
    return {
      instances: listed.map((one) => vastaiRow(one, now, left > 0)),
      priceIncreases: listed.map((one) => vastaiPriceIncrease(one, now)).filter((row) => row !== null),
      user: vastaiUser(left),
    };
  };
}
