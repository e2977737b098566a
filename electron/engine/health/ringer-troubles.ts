import type { RingerParts } from '../bell/ringer.ts';
import { channelCause } from './cause.ts';
import type { Guard } from './guard.ts';

/** What goes wrong with planning and showing, for the guard to note and tell. */
export const ringerTroubles = (guard: Guard): Pick<RingerParts, 'noted' | 'notTaken'> => ({
  noted: (...noted) => guard.noted(...noted),
  notTaken: ({ detail }, subjects) => guard.say('delivery', channelCause(detail), subjects),
});
