import type { Glance } from '../overview.ts';

/** What the tray is made from: what stands out in the program that is shown, and the health of the user's own bell. */
export interface TrayFacts extends Glance {
  /** Something is wrong with the bell itself. */
  readonly trouble: boolean;
}

/** What the tray shows while the store cannot be read. */
export const unreadTray: TrayFacts = { deadlines: [], inbox: 0, failing: [], paused: false, trouble: true };
