import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { markStart, startMarksOf, type Timeline } from '../../../../electron/core/model/start-marks.ts';
import { readStart, startOf, StartNote } from '../../../../electron/engine/health/start-file.ts';
import { aFolder } from '../../../fakes/store.ts';
import { ms } from '../../../fakes/instants.ts';

const spawned = { version: '1.2.3', atMs: ms('2026-03-10T00:00:00Z') };

/** A timeline on which each mark comes a tenth of a second after the one before. */
const aTimeline = (): Timeline => {
  const marks: { readonly name: string; readonly startTime: number }[] = [];
  return {
    timeOrigin: spawned.atMs,
    mark: (name) => marks.push({ name, startTime: (marks.length + 1) * 100 }),
    getEntriesByName: (name) => marks.filter((mark) => mark.name === name),
    getEntriesByType: () => marks,
  };
};

it('marks each step once, and leaves what others mark', () => {
  const timeline = aTimeline();
  markStart(timeline, 'main.start');
  timeline.mark('of a library');
  markStart(timeline, 'store.open');
  markStart(timeline, 'main.start');
  expect(startMarksOf(timeline)).toEqual([
    { name: 'main.start', atMs: spawned.atMs + 100 },
    { name: 'store.open', atMs: spawned.atMs + 300 },
  ]);
});

it('orders the marks of several processes by their time', () => {
  const marks = [
    { name: 'rows.read', atMs: spawned.atMs + 250.06 },
    { name: 'page.start', atMs: spawned.atMs + 200 },
  ] as const;
  expect(startOf(spawned, marks)).toEqual({
    at: '2026-03-10T00:00:00.000Z',
    version: '1.2.3',
    marks: [
      { name: 'page.start', ms: 200 },
      { name: 'rows.read', ms: 250.1 },
    ],
  });
});

it('keeps for another process what main and the page passed, the first time each', () => {
  const path = join(aFolder(), 'store.sqlite');
  expect(readStart(path)).toBeNull();
  const note = new StartNote(path, spawned);
  note.add([{ name: 'main.start', atMs: spawned.atMs + 5 }]);
  note.add([
    { name: 'main.start', atMs: spawned.atMs + 9_000 },
    { name: 'first.rows', atMs: spawned.atMs + 800 },
  ]);
  expect(readStart(path)?.marks).toEqual([
    { name: 'main.start', ms: 5 },
    { name: 'first.rows', ms: 800 },
  ]);
});

it.each([
  '',
  '{',
  '[]',
  '{"at":"never","version":"1","marks":[]}',
  '{"at":"2026-03-10T00:00:00Z","version":"1","marks":[{"name":"other","ms":1}]}',
])('reads nothing out of %j', (text) => {
  const path = join(aFolder(), 'store.sqlite');
  writeFileSync(`${path}.start`, text);
  expect(readStart(path)).toBeNull();
});

it('goes on where nothing can be written', () => {
  const path = join(aFolder(), 'store.sqlite');
  mkdirSync(`${path}.start`);
  new StartNote(path, spawned).add([{ name: 'main.start', atMs: spawned.atMs }]);
  expect(readStart(path)).toBeNull();
});

it('is readable by its user only, and leaves nothing half-written', () => {
  const path = join(aFolder(), 'store.sqlite');
  new StartNote(path, spawned).add([{ name: 'main.start', atMs: spawned.atMs }]);
  expect(JSON.parse(readFileSync(`${path}.start`, 'utf8'))).toMatchObject({ version: '1.2.3' });
  expect(existsSync(`${path}.start.new`)).toBe(false);
});
