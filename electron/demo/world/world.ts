import type { JsonObject } from './json.ts';
import type { UnicloudOrder } from './unicloud-order.ts';
import type { QiniuOrder } from './qiniu-order.ts';
import { qiniuWorld } from './qiniu.ts';
import { unicloudWorld } from './unicloud.ts';
import { woloverWorld } from './wolover.ts';

/** What the three providers know at an instant, newest first. A test gives its own functions, fixed or mutable. */
export interface DemoWorld {
  /** Rows of getOrderList; only `status` is read, the rest is passed on as it is. */
  readonly wolover: (at: Date) => readonly JsonObject[];
  readonly unicloud: (at: Date) => readonly UnicloudOrder[];
  readonly qiniu: (at: Date) => readonly QiniuOrder[];
}

/** How many past orders each provider has behind its scenes. */
export type DemoHistory = Readonly<Record<keyof DemoWorld, number>>;

const defaultHistory: DemoHistory = { wolover: 130, unicloud: 90, qiniu: 80 };

/**
 * A believable world that moves with the clock. Everything in it is relative to the anchor, the instant at which the
 * demo began: keep the anchor to meet the same orders again, since ids carry their creation time.
 */
export function demoWorld(anchor: Date, history: DemoHistory = defaultHistory): DemoWorld {
  return {
    wolover: woloverWorld(anchor, history.wolover),
    unicloud: unicloudWorld(anchor, history.unicloud),
    qiniu: qiniuWorld(anchor, history.qiniu),
  };
}
