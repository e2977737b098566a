import type { JsonObject } from './json.ts';
import type { UnicloudOrder } from './unicloud-order.ts';
import type { QiniuOrder } from './qiniu-order.ts';
import { alibabaWorld } from './alibaba.ts';
import { qiniuWorld } from './qiniu.ts';
import { unicloudWorld } from './unicloud.ts';
import { vastaiWorld, type VastaiAccount } from './vastai.ts';
import { woloverWorld } from './wolover.ts';

/** What the providers know at an instant, orders newest first. A test gives its own functions, fixed or mutable. */
export interface DemoWorld {
  /** Rows of QueryAvailableInstances; their filtered fields are read, the rest is passed on as it is. */
  readonly alibaba: (at: Date) => readonly JsonObject[];
  /** Rows of getOrderList; only `status` is read, the rest is passed on as it is. */
  readonly wolover: (at: Date) => readonly JsonObject[];
  readonly unicloud: (at: Date) => readonly UnicloudOrder[];
  readonly qiniu: (at: Date) => readonly QiniuOrder[];
  readonly vastai: (at: Date) => VastaiAccount;
}

/** How many past orders (Alibaba Cloud: quiet instances, Vast.ai: other instances) each provider has behind its scenes. */
export type DemoHistory = Readonly<Record<keyof DemoWorld, number>>;

const defaultHistory: DemoHistory = { wolover: 130, unicloud: 90, qiniu: 80, alibaba: 4, vastai: 15 };

/**
 * A believable world that moves with the clock. Everything in it is relative to the anchor, the instant at which the
 * demo began: keep the anchor to meet the same orders again, since ids carry their creation time.
 */
export function demoWorld(anchor: Date, wanted: Partial<DemoHistory> = {}): DemoWorld {
  const history = { ...defaultHistory, ...wanted };
  return {
    wolover: woloverWorld(anchor, history.wolover),
    unicloud: unicloudWorld(anchor, history.unicloud),
    qiniu: qiniuWorld(anchor, history.qiniu),
    alibaba: alibabaWorld(anchor, history.alibaba),
    vastai: vastaiWorld(anchor, history.vastai),
  };
}
