import type { Instant } from './ids.ts';

/** Every way in which an instant may be known. */
export const bases = ['stated', 'derived', 'estimated', 'corrected', 'none'] as const;

/** How an instant is known: said by the provider, computed from what it said, estimated, set by the user, or not at all. */
export type Basis = (typeof bases)[number];

/** Which sentence explains an instant; the sentence itself is a message. */
export type DeadlineNote =
  | 'may-be-00:00-beijing-time'
  | 'from-purchase-duration'
  | 'unit-unknown'
  | 'billed-by-use'
  | 'not-stated'
  | 'implausible'
  | 'no-fixed-end'
  | 'no-longer-stated'
  // Several purchases state the same resource id, so each is a rental of its own.
  | 'shared-id'
  | 'corrected-by-user'
  | 'estimate-passed'
  | 'from-user-setting'
  | 'frozen-window'
  | 'frozen-since-unknown'
  // Its provider destroys it at once when it ends.
  | 'deleted-at-end';

/** When a rental ends. `at` null means open-ended or unknown (`basis` none). */
export interface End {
  readonly at: Instant | null;
  readonly basis: Basis;
  readonly note: DeadlineNote | null;
  /** An earlier reading of an uncertain statement: reminders count from it, everything else shows `at`. */
  readonly earliestAt: Instant | null;
}

/** When an unpaid order lapses. */
export interface PayBy {
  readonly at: Instant;
  readonly basis: Basis;
}

/** When data may be destroyed (`at`) and when it surely is (`surelyAt`). */
export interface Release {
  readonly at: Instant;
  readonly surelyAt: Instant;
  readonly basis: Basis;
  readonly note: DeadlineNote | null;
}

/** Every kind of deadline. */
export const deadlineKinds = ['ends', 'pay-by', 'releases', 'balance'] as const;

/** What a reminder counts towards. */
export type DeadlineKind = (typeof deadlineKinds)[number];

/** The deadline that comes next: `at` is the earlier reading of an uncertain one while that lies ahead. */
export interface NextDeadline {
  readonly kind: DeadlineKind;
  readonly at: Instant;
  readonly basis: Basis;
}

/** Returns an end that is not known, with the reason. */
export const noEnd = (note: DeadlineNote): End => ({ at: null, basis: 'none', note, earliestAt: null });
