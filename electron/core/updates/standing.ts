import type { Failure } from '../model/failure.ts';
import { day, epochMsOf, hour, minute } from '../model/instant.ts';
import type { Instant } from '../model/ids.ts';
import type { UpdateStanding } from '../model/update.ts';

/** What happens to an update. */
export type UpdateEvent =
  | { readonly event: 'look' | 'none' | 'download' | 'downloaded' | 'install' }
  | { readonly event: 'found'; readonly version: string }
  | { readonly event: 'progress'; readonly percent: number | null }
  | { readonly event: 'failed'; readonly failure: Failure };

/** How updating stands when the program starts. */
export const initialStanding: UpdateStanding = { state: 'unknown', version: null, percent: null, failure: null };

/** The states that an event is for; one that comes in another state is late and changes nothing. */
const fits: Readonly<Record<UpdateEvent['event'], readonly UpdateStanding['state'][]>> = {
  look: ['unknown', 'current', 'available'],
  none: ['looking'],
  found: ['looking'],
  download: ['available'],
  progress: ['downloading'],
  downloaded: ['downloading'],
  install: ['ready'],
  failed: ['looking', 'downloading', 'installing'],
};

/** Whether an event means anything as things stand. */
export const isFitting = ({ state }: UpdateStanding, event: UpdateEvent['event']): boolean =>
  fits[event].includes(state);

/** Returns how updating stands after an event. */
export const afterEvent = (standing: UpdateStanding, happened: UpdateEvent): UpdateStanding => {
  if (!isFitting(standing, happened.event)) return standing;
  const { version } = standing;
  const none = { version: null, percent: null, failure: null };
  switch (happened.event) {
    case 'look':
      return { ...none, state: 'looking', version };
    case 'none':
      return { ...none, state: 'current' };
    case 'found':
      return { ...none, state: 'available', version: happened.version };
    case 'download':
      return { ...none, state: 'downloading', version };
    case 'progress':
      return { ...standing, percent: happened.percent };
    case 'downloaded':
      return { ...none, state: 'ready', version };
    case 'install':
      return { ...none, state: 'installing', version };
    case 'failed':
      return { ...none, state: stateBefore(standing), version, failure: happened.failure };
  }
};

/** What a failed attempt leaves: a version that is known stays so, and one that was checked stays ready. */
const stateBefore = ({ state, version }: UpdateStanding): UpdateStanding['state'] => {
  if (state === 'installing') return 'ready';
  return version === null ? 'unknown' : 'available';
};

/** The first look comes this long after the first rows, in milliseconds: whoever starts the program waits for other things. */
export const firstLookMs = minute;
/** How often the clock is asked whether a look is due, in milliseconds: timers stop while a computer sleeps. After a failure it is also when the next try comes. */
export const betweenLooksMs = hour;

/** Whether the server is to be asked again: a day after it last replied, or where the clock says that it did so in the future. */
export const isLookDue = (lookedAt: Instant | null, nowMs: number): boolean => {
  if (lookedAt === null) return true;
  const agoMs = nowMs - epochMsOf(lookedAt);
  return agoMs < 0 || agoMs >= day;
};
