import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import ICAL from 'ical.js';
import { z } from 'zod';

/** What Python makes of a text, by one of the scripts beside this file; throws what it refuses. */
const byPython = (script: string, text: string): unknown => {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const { status, stdout, stderr } = spawnSync('python3', [path], {
    input: Buffer.from(text),
    encoding: 'utf8',
    maxBuffer: 100_000_000,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], PYTHONIOENCODING: 'utf-8' },
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
};

/** RFC 4180 and nothing else: a comma, quotes that are doubled inside quotes, CRLF after every record. */
const strictCsv = (text: string): readonly (readonly string[])[] => {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    if (text[at] !== '"') throw new Error(`an unquoted cell at ${at}`);
    let cell = '';
    for (at += 1; ; at += 1) {
      if (at >= text.length) throw new Error('a cell without an end');
      if (text[at] !== '"') cell += text[at] ?? '';
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else break;
    }
    row.push(cell);
    at += 1;
    if (text[at] === ',') at += 1;
    else if (text.startsWith('\r\n', at)) {
      rows.push(row);
      row = [];
      at += 2;
    } else throw new Error(`neither comma nor line end at ${at}`);
  }
  if (row.length > 0) throw new Error('a record without an end');
  return rows;
};

const table = z.array(z.array(z.string()));

/** The rows of a CSV, as two readers that know nothing of each other agree on them; throws when they do not. */
export const csvRows = (text: string): readonly (readonly string[])[] => {
  const rows = table.parse(byPython('read_csv.py', text));
  const ours = strictCsv(text.replace(/^\ufeff/, ''));
  if (JSON.stringify(ours) !== JSON.stringify(rows)) throw new Error('two readers differ');
  return rows;
};

const strictEvents = z.array(
  z.strictObject({
    UID: z.string(),
    SEQUENCE: z.string(),
    DTSTAMP: z.string(),
    DTSTART: z.string(),
    SUMMARY: z.string(),
    DESCRIPTION: z.string(),
    STATUS: z.string(),
    TRANSP: z.string(),
    'LAST-MODIFIED': z.string().optional(),
    alarms: z.array(z.strictObject({ ACTION: z.string(), TRIGGER: z.string(), DESCRIPTION: z.string() })),
  }),
);

/** An event of a calendar. */
export type ReadEvent = z.infer<typeof strictEvents>[number];

/** The events of a calendar, as two readers that know nothing of each other agree on them; throws when they do not. */
export const calendarEvents = (text: string): readonly ReadEvent[] => {
  const events = strictEvents.parse(byPython('read_ics.py', text));
  const others = new ICAL.Component(z.array(z.any()).parse(ICAL.parse(text)))
    .getAllSubcomponents('vevent')
    .map((component) => {
      const event = new ICAL.Event(component);
      return [event.uid, event.summary, event.description, event.startDate.toJSDate().toISOString(), event.sequence];
    });
  const ours = events.map(({ UID, SUMMARY, DESCRIPTION, DTSTART, SEQUENCE }) => [
    UID,
    SUMMARY,
    DESCRIPTION,
    new Date(DTSTART.replace(/(....)(..)(..)T(..)(..)(..)Z/, '$1-$2-$3T$4:$5:$6Z')).toISOString(),
    Number(SEQUENCE),
  ]);
  if (JSON.stringify(ours) !== JSON.stringify(others)) throw new Error('two readers differ');
  return events;
};
