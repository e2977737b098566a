/**
 * What a start passes on its way to the first rows, in about this order. A process marks the ones that are its own on its performance
 * timeline, under these names. Of the app: `main.start` its program begins, `app.ready` the runtime has started, `store.open` the user's
 * store is open, `window.made` the window exists, `preload.start` and `page.start` its process runs the preload and the page, `page.asked`
 * the page has asked for its rows, `rows.read` main has read them, `page.told` the page has them, `first.rows` they are painted,
 * `program.whole` everything that rows do not need is loaded too, `bell.look` the clock was first looked at for reminders.
 * The terminal program has `main.start` and `store.open`.
 */
export const startMarkNames = [
  'main.start',
  'app.ready',
  'store.open',
  'window.made',
  'preload.start',
  'page.start',
  'page.asked',
  'rows.read',
  'page.told',
  'first.rows',
  'program.whole',
  'bell.look',
] as const;

/** The name of a mark. */
export type StartMarkName = (typeof startMarkNames)[number];

/** A mark and when it was passed, in epoch milliseconds. */
export interface StartMark {
  readonly name: StartMarkName;
  readonly atMs: number;
}

/** The part of a process's performance timeline that is used. */
export interface Timeline {
  readonly timeOrigin: number;
  mark(name: string): unknown;
  getEntriesByType(type: 'mark'): readonly { readonly name: string; readonly startTime: number }[];
}

/** Marks that a start has come so far; what was passed before keeps its first time. */
export const markStart = (timeline: Timeline, name: StartMarkName): void => {
  timeline.mark(name);
};

/** Returns the marks of a process's timeline, each name once, in the order in which they were passed. */
export const startMarksOf = (timeline: Timeline): readonly StartMark[] => {
  const found = new Map<StartMarkName, StartMark>();
  for (const { name, startTime } of timeline.getEntriesByType('mark'))
    if (isStartMarkName(name) && !found.has(name)) found.set(name, { name, atMs: timeline.timeOrigin + startTime });
  return [...found.values()];
};

const names: ReadonlySet<string> = new Set(startMarkNames);

const isStartMarkName = (name: string): name is StartMarkName => names.has(name);
