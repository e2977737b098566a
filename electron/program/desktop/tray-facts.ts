import { isSilencing } from '../../core/model/health.ts';
import type { Lifetime } from '../lifetime.ts';
import type { Glance } from '../overview.ts';
import type { Program } from '../program.ts';

/** What the tray is made from: what stands out in the program that is shown, and the health of the user's own bell. */
export interface TrayFacts extends Glance {
  /** Something is wrong with the bell itself. */
  readonly trouble: boolean;
}

const unreadTray: TrayFacts = { deadlines: [], inbox: 0, withoutEnd: 0, failing: [], paused: false, trouble: true };

/** Whom the tray tells of. */
export interface TrayWorld {
  /** The user's own bell. */
  readonly bell: Lifetime;
  readonly shown: Program;
}

/**
 * Reads what the tray shows and draws it. A store that cannot be read is trouble, and must not leave the tray as it was; what fails or is thrown,
 * drawing included, is noted as one trouble, which ends when all of it succeeds again. Never rejects.
 */
export const showTray = async ({ bell, shown }: TrayWorld, draw: (facts: TrayFacts) => void): Promise<void> => {
  await bell.showing('tray', async () => {
    const glance = await shown.overview.glance().catch((error: unknown) => {
      draw(unreadTray);
      throw error;
    });
    const trouble = bell.health.troubles.some(isSilencing);
    draw(glance.ok ? { ...glance.value, trouble } : unreadTray);
    return glance;
  });
};
