import { failed, type Result } from '../../contract/failure.ts';
import { unknownSetting } from '../settings.ts';
import { description } from './description.ts';

/** The order hashes that an account watches besides those it discovers, each once. */
export const watchedHashes = (settings: Readonly<Record<string, string>>): readonly string[] => [
  ...new Set((settings['orderHashes'] ?? '').split(/[\s,，;；]+/).filter((hash) => hash !== '')),
];

/** Refuses an order hash or region that could be none: both are made of letters, digits, `-` and `_`. */
export const checkSettings = (settings: Readonly<Record<string, string>>): Result<null> => {
  if (watchedHashes(settings).some((hash) => !/^[\w-]{1,64}$/.test(hash))) {
    return failed('input.invalid', { field: 'orderHashes', reason: 'not-a-hash' });
  }
  if (!/^[\w-]{0,64}$/.test((settings['regionId'] ?? '').trim())) {
    return failed('input.invalid', { field: 'regionId', reason: 'characters' });
  }
  return unknownSetting(description, settings);
};
