import { upgradeSlice } from '../../edges/store/upgrade.ts';
import type { Host } from '../../engine/host.ts';
import { wordsOfRental } from '../../engine/polling/reassemble.ts';

/** A store of an earlier release has no place for tags: it is brought into the present form first, and others have the thread after each slice. */
export const makeRoomForTags = async ({ database }: Pick<Host, 'database'>): Promise<void> => {
  while (upgradeSlice(database, wordsOfRental)) await new Promise((resolve) => void setImmediate(resolve));
};
