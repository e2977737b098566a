/** The names of the zone whose clocks show Beijing time, some of which a computer may still go by. */
const beijing: ReadonlySet<string> = new Set([
  'Asia/Shanghai',
  'Asia/Chongqing',
  'Asia/Chungking',
  'Asia/Harbin',
  'PRC',
]);

/** Whether a zone's clocks show Beijing time by name; one that is merely as far from UTC is not called so. */
export const isBeijing = (timeZone: string): boolean => beijing.has(timeZone);

/** Whether a zone is a distance from UTC and no place: `Etc/GMT-8` is 8 hours ahead and must never be shown by that name. */
export const isOffset = (timeZone: string): boolean => /^(Etc\/|UTC$|GMT$|[+-]\d)/.test(timeZone);
