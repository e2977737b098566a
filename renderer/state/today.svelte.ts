import type { Bridge } from '../../electron/contract/requests.ts';
import type { Today } from '../../electron/contract/views.ts';
import type { Failure } from '../../electron/core/model/failure.ts';
import { oneAtATime } from './one-at-a-time.ts';

/** What is due within a week, and what happened lately. */
export class TodayState {
  /** Null until main has answered once. */
  value: Today | null = $state.raw(null);
  failure: Failure | null = $state.raw(null);
  readonly #bridge: Bridge;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  /** Looks again; what was known stays when that fails. */
  readonly load = oneAtATime(async () => {
    const reply = await this.#bridge.request['today.get'](null);
    this.failure = reply.ok ? null : reply.failure;
    if (reply.ok) this.value = reply.value;
  });
}
