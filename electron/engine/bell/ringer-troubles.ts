import type { RingerParts } from './ringer.ts';
import { channelCause } from '../health/cause.ts';
import type { Guard } from '../health/guard.ts';

/** What goes wrong with planning and showing, for the guard to note and tell. */
export const ringerTroubles = (guard: Guard): Pick<RingerParts, 'noted' | 'notTaken'> => ({
  noted: (...noted) => guard.noted(...noted),
  notTaken: ({ detail }, subjects) => guard.say('delivery', channelCause(detail), subjects),
});
