import type { RentalPhase } from './rental-phase.ts';

/** Every reason for which a rental that runs will not ring. */
export const noRingReasons = ['no-end', 'muted'] as const;

/**
 * Why a rental that runs will not ring. `no-end`: none of its deadlines is known, or all have passed, and its provider does not say that it has none;
 * `muted`: the mute of everything, of its account or of its own lasts beyond its next deadline.
 */
export type NoRing = (typeof noRingReasons)[number];

/**
 * In these phases a rental runs, or is about to, so that it has an end. What is unpaid or awaits its delivery has none yet, and what vanished or is over
 * has none any more; what froze rings by its data alone.
 */
export const phasesWithEnd = ['paid', 'delivered', 'unknown'] as const satisfies readonly RentalPhase[];
