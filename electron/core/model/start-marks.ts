/**
 * What a start passes on its way to the first rows, in about this order. Each process marks its own on its performance timeline.
 * Of the app: `main.start` the program begins, `app.ready` the runtime is there, `store.open` the user's store is open, `window.made` the
 * window exists and loads its page, `program.made` requests can be answered, `preload.start` and `page.start` the page's process runs the preload
 * and the page, `rows.read` main has read the first rows, `page.told` the page has them, `first.rows` they are painted, `bell.look` the clock
 * was first looked at for reminders. The terminal program has `main.start` and `store.open`.
 */
export const startMarkNames = [
  'main.start',
  'app.ready',
  'store.open',
  'window.made',
  'program.made',
  'preload.start',
  'page.start',
  'rows.read',
  'page.told',
  'first.rows',
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
  getEntriesByName(name: string): readonly unknown[];
  getEntriesByType(type: 'mark'): readonly { readonly name: string; readonly startTime: number }[];
}

/** Marks that a start has come so far, the first time only. */
export const markStart = (timeline: Timeline, name: StartMarkName): void => {
  if (timeline.getEntriesByName(name).length === 0) timeline.mark(name);
};

/** Returns the marks of a process's timeline, in the order in which they were passed. */
export const startMarksOf = (timeline: Timeline): readonly StartMark[] =>
  timeline
    .getEntriesByType('mark')
    .flatMap(({ name, startTime }) => (isStartMarkName(name) ? [{ name, atMs: timeline.timeOrigin + startTime }] : []));

const names: ReadonlySet<string> = new Set(startMarkNames);

const isStartMarkName = (name: string): name is StartMarkName => names.has(name);
