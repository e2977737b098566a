import type { Failure } from './failure.ts';
import type { Instant } from './ids.ts';

/** Why this copy of the program does not update itself, as the key of a message that says what to do instead. */
export type UpdateAbsence =
  | 'update_off_sources'
  // The .deb, and the unpacked program: whoever put it there brings the next one.
  | 'update_off_package'
  // Built without an address to update from, or for macOS without an identity.
  | 'update_off_no_feed'
  | 'update_off_demo';

/** How far an update has come in this run of the program. */
export interface UpdateStanding {
  /** `unknown`: nobody has looked yet, or the look failed. `available`: known, but not downloaded. */
  readonly state: 'unknown' | 'looking' | 'current' | 'available' | 'downloading' | 'ready' | 'installing';
  /** The newer version, once one is known. */
  readonly version: string | null;
  /** How much of it has come, in whole percent; null while nothing comes, and where nobody knows how much there is. */
  readonly percent: number | null;
  /** What the last attempt ended with; null once another one begins. */
  readonly failure: Failure | null;
}

/** How updating stands, as the window shows it. */
export type UpdateView =
  | { readonly state: 'off'; readonly why: UpdateAbsence }
  | (UpdateStanding & {
      /** Whether the program looks for newer versions by itself. */
      readonly automatic: boolean;
      /** When the server last said what there is; null before it ever has. */
      readonly lookedAt: Instant | null;
      /** The host that is asked. */
      readonly host: string;
    });
