import { minuteMs, purchaseEndingAt } from '../../../electron/demo/world/calendar.ts';
import type { JsonObject } from '../../../electron/demo/world/json.ts';
import { woloverRow } from '../../../electron/demo/world/wolover-order.ts';
import { woloverMachines } from '../../../electron/demo/world/wolover-products.ts';
import { worldNow } from './orders.ts';

/** Milliseconds from `worldNow` to the first end, and from each to the next. */
const firstEndMs = 10_000;
const spacingMs = 2_000;

/** So many orders whose rentals end one soon after the other, from shortly after `worldNow` on: what a bell has to ring for. */
export const worldEnds = (count: number): readonly JsonObject[] => {
  const nowMs = Date.parse(worldNow);
  return Array.from({ length: count }, (_, number) => {
    const { createdAt, months } = purchaseEndingAt(nowMs + firstEndMs + number * spacingMs, 1);
    const paidAt = createdAt + minuteMs;
    const times = { createdAt, months, paidAt, deliveredAt: paidAt + minuteMs };
    return woloverRow({ ...times, product: woloverMachines.training05, reason: null, lowBits: number }, nowMs);
  });
};
