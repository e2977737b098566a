import { failed, success, type Result } from '../../core/model/failure.ts';
import { epochMsOf } from '../../core/model/instant.ts';
import { checkDeclared, filtersSaid, saidIn } from '../../core/ports/declared-settings.ts';
import { beijingInstant } from '../reading/times.ts';
import { description } from './description.ts';

type Settings = Readonly<Record<string, string>>;

/** The order hashes that an account watches besides those it discovers, each once. */
export const watchedHashes = (settings: Settings): readonly string[] => [
  ...new Set((settings['orderHashes'] ?? '').split(/[\s,，;；]+/).filter((hash) => hash !== '')),
];

/** Refuses an order hash, a region or a resource that could be none: all are made of letters, digits, `-` and `_`. */
export const checkSettings = (settings: Settings): Result<null> => {
  const declared = checkDeclared(description, settings);
  if (!declared.ok) return declared;
  const isWord = (text: string): boolean => /^[\w-]{0,64}$/.test(text);
  if (!watchedHashes(settings).every(isWord)) {
    return failed('input.invalid', { field: 'orderHashes', reason: 'not-a-hash' });
  }
  const wrong = ['regionId', 'resourceType', 'resourceId', 'orderHash'].find((name) => !isWord(saidIn(settings, name)));
  if (wrong !== undefined) return failed('input.invalid', { field: wrong, reason: 'characters' });
  const [from, until] = [saidIn(settings, 'createdFrom'), saidIn(settings, 'createdUntil')];
  return from !== '' && until !== '' && from > until
    ? failed('input.invalid', { field: 'createdUntil', reason: 'before-start' })
    : success(null);
};

/** The filters of `pay_record` as they are sent, each behind an `&`; its two times are Unix seconds. */
export const payFilters = (settings: Settings): string =>
  filtersSaid(description, settings)
    .map(([name, value]) => `&${name}=${encodeURIComponent(name.startsWith('create_') ? secondsOf(value) : value)}`)
    .join('');

const secondsOf = (time: string): string => {
  const at = beijingInstant(time);
  return at === null ? time : String(epochMsOf(at) / 1000);
};
