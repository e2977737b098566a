import type { JsonObject } from './json.ts';
import type { UnicloudOrder } from './unicloud-order.ts';
import type { QiniuOrder } from './qiniu-order.ts';
import { alibabaWorld } from './alibaba.ts';
import { qiniuWorld } from './qiniu.ts';
import { unicloudWorld } from './unicloud.ts';
import { woloverWorld } from './wolover.ts';

/** What the providers know at an instant, newest first. A test gives its own functions, fixed or mutable. */
export interface DemoWorld {
  /** Rows of QueryAvailableInstances; their filtered fields are read, the rest is passed on as it is. */
  readonly alibaba: (at: Date) => readonly JsonObject[];
  /** Rows of getOrderList; only `status` is read, the rest is passed on as it is. */
  readonly wolover: (at: Date) => readonly JsonObject[];
  readonly unicloud: (at: Date) => readonly UnicloudOrder[];
  readonly qiniu: (at: Date) => readonly QiniuOrder[];
}

/** How many past orders (Alibaba Cloud: quiet instances) each provider has behind its scenes. */
export type DemoHistory = Readonly<Record<keyof DemoWorld, number>>;

const defaultHistory: DemoHistory = { alibaba: 4, wolover: 130, unicloud: 90, qiniu: 80 };

/**
 * A believable world that moves with the clock. Everything in it is relative to the anchor, the instant at which the
 * demo began: keep the anchor to meet the same orders again, since ids carry their creation time.
 */
export function demoWorld(anchor: Date, history: Partial<DemoHistory> = {}): DemoWorld {
  const behind = { ...defaultHistory, ...history };
  return {
    alibaba: alibabaWorld(anchor, behind.alibaba),
    wolover: woloverWorld(anchor, behind.wolover),
    unicloud: unicloudWorld(anchor, behind.unicloud),
    qiniu: qiniuWorld(anchor, behind.qiniu),
  };
}
