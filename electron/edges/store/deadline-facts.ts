import { z } from 'zod';
import type { DeadlineKind } from '../../core/model/deadline.ts';
import type { Instant } from '../../core/model/ids.ts';
import { epochMsOf } from '../../core/model/instant.ts';
import { isOver } from '../../core/model/rental.ts';
import { readableJson } from './json.ts';
import { instant } from './row-schemas.ts';

const states = ['unsaid', 'standing', 'off', 'passed'] as const;

/**
 * What a calendar was told of a deadline: nothing yet; that it stands; that it was called off; or, since it came to pass as announced,
 * nothing more.
 */
type DeadlineState = (typeof states)[number];

/** What is known of a deadline beside its instant: what else a calendar would tell of it. */
export interface DeadlineFacts {
  /** The deadline itself, as its rental has it. */
  readonly told: unknown;
  readonly phase: string;
  readonly title: string;
  /** Null in the facts of an earlier release. */
  readonly state: DeadlineState | null;
}

const schema = z
  .tuple([z.unknown(), z.string(), z.string()])
  .rest(z.unknown())
  .transform(([told, phase, title, state]): DeadlineFacts => ({
    told,
    phase,
    title,
    state: states.find((each) => each === state) ?? null,
  }));

/** The facts in a column; null where nothing readable is. */
export const readFacts = (text: string): DeadlineFacts | null => {
  const read = schema.safeParse(readableJson(text));
  return read.success ? read.data : null;
};

/** The same as text, which changes with whatever a calendar tells. */
export const factsText = ({ told, phase, title, state }: DeadlineFacts): string =>
  JSON.stringify([told, phase, title, state]);

const surelyAt = z.looseObject({ surelyAt: instant });

/** When a deadline is surely over: that of data has a later reading. */
export const lastInstantOf = (at: Instant, told: unknown): Instant => {
  // Most are none of data, and every rental that is stored is asked.
  if (typeof told !== 'object' || told === null || !('surelyAt' in told)) return at;
  const read = surelyAt.safeParse(told);
  return read.success ? read.data.surelyAt : at;
};

/**
 * What was told of a deadline before. An earlier release noted no state: it cancelled whatever was over, and never told the end of an unpaid
 * order. Of what cannot be read, and so may have been told, the present phase says the most.
 */
const stateBefore = (kind: DeadlineKind, facts: DeadlineFacts | null, phaseNow: string | null): DeadlineState => {
  if (facts !== null && facts.state !== null) return facts.state;
  if (facts !== null && isOver(facts)) return 'off';
  return kind === 'ends' && (facts?.phase ?? phaseNow) === 'unpaid' ? 'unsaid' : 'standing';
};

/** The phases that say that a deadline came to pass. */
const outcomes: Readonly<Record<DeadlineKind, readonly string[]>> = {
  ends: ['expired', 'frozen', 'released'],
  'pay-by': ['cancelled'],
  releases: ['released'],
  // Never announced: a forecast that moves with every round is no appointment.
  balance: [],
};

/** What is new about a deadline: its kind, the phase of its rental (null: there is no rental any more), whether it stands. */
interface DeadlineNow {
  readonly kind: DeadlineKind;
  readonly phase: string | null;
  readonly isStanding: boolean;
}

/** What was noted of a deadline: its last instant in epoch milliseconds, and its facts, null where they cannot be read. */
interface DeadlineBefore {
  readonly facts: DeadlineFacts | null;
  readonly lastMs: number;
}

/** What a calendar was told of a deadline before, and what it is told now. */
export interface DeadlineStates {
  readonly before: DeadlineState;
  readonly after: DeadlineState;
}

/** The state before, and the one that follows from what is known now. What vanished may still run: nobody called anything off. */
export const statesOf = (
  { kind, phase, isStanding }: DeadlineNow,
  noted: DeadlineBefore | null,
  nowMs: number,
): DeadlineStates => {
  const before = noted === null ? 'unsaid' : stateBefore(kind, noted.facts, phase);
  if (isStanding) return { before, after: 'standing' };
  if (noted === null || phase === 'vanished' || before !== 'standing') return { before, after: before };
  const cameToPass = nowMs >= noted.lastMs && phase !== null && outcomes[kind].includes(phase);
  return { before, after: cameToPass ? 'passed' : 'off' };
};

/** What a row noted of a deadline. */
export const notedDeadline = ({
  at,
  facts,
}: {
  readonly at: Instant;
  readonly facts: DeadlineFacts | null;
}): DeadlineBefore => ({ facts, lastMs: epochMsOf(lastInstantOf(at, facts?.told)) });
