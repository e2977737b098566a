import { z } from 'zod';
import {
  bases,
  deadlineKinds,
  type DeadlineNote,
  type End,
  type PayBy,
  type Release,
} from '../../core/model/deadline.ts';
import type { AccountId, Instant, ProviderOrderId, RentalId, ResourceKey } from '../../core/model/ids.ts';
import type { Money } from '../../core/model/money.ts';
import {
  orderStatuses,
  type Billing,
  type Fact,
  type Order,
  type OrderItem,
  type OrderKind,
} from '../../core/model/order.ts';
import type { Balance, Intention, Rental, Snooze } from '../../core/model/rental.ts';
import type { RentalPhase } from '../../core/model/rental-phase.ts';
import { autoRenewals, chargePeriods, resourceStates, type Price, type Resource } from '../../core/model/resource.ts';

// What the JSON in the store must look like. The program wrote it, but disks, other tools and cut writes change what is stored.

const isText = (value: unknown): boolean => typeof value === 'string';
/** An instant. */
export const instant = z.custom<Instant>((value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)));
// Null members are left out of the JSON (see `leanJson`); earlier releases wrote them.
const instantOrNull = instant.nullable().default(null);
const textOrNull = z.string().nullable().default(null);

/** A word of a closed list that is a type alone: the type checker sees to it that the list is whole. */
const wordOf = <Word extends string>(words: Readonly<Record<Word, true>>) =>
  z.custom<Word>((value) => typeof value === 'string' && Object.hasOwn(words, value));

const basis = z.enum(bases);

// A note only chooses a sentence: an unknown one costs a sentence, not a rental.
const note = z.custom<DeadlineNote>(isText).nullable().default(null);

/** An end. */
export const endSchema: z.ZodType<End> = z.looseObject({
  at: instantOrNull,
  basis,
  note,
  earliestAt: instantOrNull,
});

const payBy: z.ZodType<PayBy | null> = z.looseObject({ at: instant, basis }).nullable().default(null);

const release: z.ZodType<Release | null> = z
  .looseObject({ at: instant, surelyAt: instant, basis, note })
  .nullable()
  .default(null);

const amount: z.ZodType<Money> = z.looseObject({ amount: z.string(), currency: z.string().regex(/^[A-Z]{3}$/) });
const money = amount.nullable().default(null);

const intention = wordOf<Intention>({ renew: true, 'let-lapse': true, undecided: true });

/** Reminder points in milliseconds before a deadline. */
export const pointsSchema: z.ZodType<readonly number[]> = z.array(z.number());

/** Tags of a rental. */
export const tagsSchema: z.ZodType<readonly string[]> = z.array(z.string());

/** A "later". */
export const snoozeSchema: z.ZodType<Snooze> = z.looseObject({
  until: instant,
  kind: z.enum(deadlineKinds),
  against: instant,
});

const phase = wordOf<RentalPhase>({
  cancelled: true,
  released: true,
  frozen: true,
  unpaid: true,
  awaiting: true,
  paid: true,
  expired: true,
  delivered: true,
  vanished: true,
  unknown: true,
});

const balance: z.ZodType<Balance | null> = z
  .looseObject({ credit: amount, perHour: amount, lastsUntil: instant, afterwards: textOrNull })
  .nullable()
  .default(null);

/** The body of a rental's row. */
export const rentalSchema: z.ZodType<Rental> = z.looseObject({
  id: z.custom<RentalId>(isText),
  accountId: z.custom<AccountId>(isText),
  provider: z.string(),
  resourceId: textOrNull,
  resourceType: textOrNull,
  title: z.string(),
  words: z.string().exactOptional(),
  tags: z.array(z.string()).exactOptional(),
  spec: textOrNull,
  region: textOrNull,
  phase,
  openEnded: z.boolean(),
  startsAt: instantOrNull,
  end: endSchema,
  providerEndAt: instantOrNull,
  periodStartsAt: instantOrNull,
  paidPer: z.enum(chargePeriods).nullable().default(null),
  // Rows of version 0.1.0 say nothing of this.
  autoRenews: z.enum(autoRenewals).default('unknown'),
  chargesAt: instantOrNull,
  afterwards: textOrNull,
  listing: z
    .looseObject({ key: z.custom<ResourceKey>(isText), list: z.string() })
    .nullable()
    .default(null),
  payBy,
  payBySeenAt: instantOrNull,
  releases: release,
  balance,
  lastPrice: money,
  intention,
  snooze: snoozeSchema.nullable().default(null),
  mutedUntil: instantOrNull,
  ownPoints: z
    .looseObject({ of: z.enum(['rental', 'account']), pointsMs: pointsSchema })
    .nullable()
    .default(null),
  orders: z.array(z.custom<ProviderOrderId>(isText)),
});

const status = z.enum(orderStatuses);

const kind = wordOf<OrderKind>({ new: true, renewal: true, change: true, refund: true, unknown: true });

const item: z.ZodType<OrderItem> = z.looseObject({
  id: z.string(),
  resourceId: textOrNull,
  resourceType: textOrNull,
  region: textOrNull,
  title: z.string(),
  name: z.string().exactOptional(),
  spec: textOrNull,
  status,
  providerStatus: textOrNull,
  startsAt: instantOrNull,
  end: endSchema,
  price: money,
  billing: wordOf<Billing>({ period: true, use: true, unknown: true }),
  kind: kind.exactOptional(),
});

/** The body of an order's row. */
export const orderSchema: z.ZodType<Omit<Order, 'accountId' | 'facts'>> = z.looseObject({
  providerOrderId: z.custom<ProviderOrderId>(isText),
  orderNumber: textOrNull,
  kind,
  status,
  providerStatus: textOrNull,
  title: z.string(),
  soldAs: z.string().exactOptional(),
  placedAt: instantOrNull,
  paidAt: instantOrNull,
  cancelledAt: instantOrNull,
  payBy,
  listPrice: money,
  price: money,
  paid: money,
  items: z.array(item),
  frozenForMs: z.number().nullable().default(null),
  incomplete: z.array(z.string()),
  cut: z.array(z.string()).exactOptional(),
});

const price: z.ZodType<Price | null> = z
  .looseObject({ amount: z.string(), currency: z.string(), per: z.enum(chargePeriods) })
  .nullable()
  .default(null);

/** The body of a resource's row. */
export const resourceSchema: z.ZodType<Omit<Resource, 'accountId' | 'facts'>> = z.looseObject({
  key: z.custom<ResourceKey>(isText),
  resourceId: z.string(),
  name: textOrNull,
  title: z.string(),
  kind: textOrNull,
  spec: textOrNull,
  region: textOrNull,
  state: z.enum(resourceStates),
  providerState: textOrNull,
  startsAt: instantOrNull,
  end: endSchema,
  autoRenews: z.enum(autoRenewals),
  chargesAt: instantOrNull,
  paidPer: z.enum(chargePeriods).nullable().default(null),
  price,
  releases: release,
  afterwards: textOrNull,
  list: z.string(),
  incomplete: z.array(z.string()),
  cut: z.array(z.string()).exactOptional(),
});

/** The facts of an order or a resource. An order may have thousands, so they are looked at and not copied. */
export const factsSchema = z.custom<readonly Fact[]>((value) => Array.isArray(value) && value.every(isFact));

const isFact = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  'path' in value &&
  'value' in value &&
  isText(value.path) &&
  (value.value === null || isText(value.value));

/** Settings of an account. */
export const accountSettingsSchema: z.ZodType<Readonly<Record<string, string>>> = z.record(z.string(), z.string());
