import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { everyRental } from '../../../../electron/contract/views.ts';
import { rentalIdOf } from '../../../../electron/core/model/ids.ts';
import type { ExportFormat } from '../../../../electron/core/model/export-format.ts';
import { insertAccount } from '../../../../electron/edges/store/accounts.ts';
import { keepRental } from '../../../../electron/engine/polling/keep-rental.ts';
import { rentalExport } from '../../../../electron/faces/window/export-file.ts';
import { programOver } from '../../../../electron/program/program.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { anEngine } from '../../../fakes/engine.ts';
import { ms } from '../../../fakes/instants.ts';
import { stated } from '../../../fakes/orders.ts';
import { aRental } from '../../../fakes/rentals.ts';
import { aFolder, aStore } from '../../../fakes/store.ts';
import { calendarEvents, csvRows } from '../terminal/readers/readers.ts';

const nowMs = ms('2026-03-10T00:00:00Z');

/** A program with two rentals, of which one has ended, and what exports them into a file. */
const aStand = (file: string | null) => {
  const store = aStore();
  insertAccount(store.database, anAccount());
  for (const [id, end] of [
    ['acc1:live/1', '2026-04-01T00:00:00Z'],
    ['acc1:over/1', '2026-03-09T00:00:00Z'],
  ] as const)
    keepRental(store.database, { rental: aRental({ id, end: stated(end) }), heldEnd: null }, [], nowMs);
  const program = programOver(anEngine(store, () => nowMs));
  const asked: ExportFormat[] = [];
  const write = rentalExport({
    whereTo: (format) => {
      asked.push(format);
      return Promise.resolve(file);
    },
    now: () => nowMs,
    localeSetting: () => ({ locale: 'en', timeZone: 'Asia/Shanghai' }),
  });
  return {
    asked,
    write: (format: ExportFormat, filter = everyRental) => write(program, { format, only: { filter } }),
    program,
  };
};

describe('an export from the window', () => {
  it('is what the list shows, in each format, as other programs read it', async () => {
    const file = join(aFolder(), 'rentals');
    const { write, asked } = aStand(file);
    const filter = { ...everyRental, state: 'active' } as const;
    expect(await write('csv', filter)).toEqual({ ok: true, value: { file, isWhole: true } });
    const [header = [], ...rows] = csvRows(readFileSync(file, 'utf8'));
    expect(rows.map((row) => row[header.indexOf('id')])).toEqual(['acc1:live/1']);
    await write('json', filter);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject([{ id: 'acc1:live/1', state: 'active' }]);
    await write('ics', filter);
    expect(calendarEvents(readFileSync(file, 'utf8'))).toHaveLength(1);
    await write('ics', { ...everyRental, state: 'expired' });
    expect(readFileSync(file, 'utf8')).not.toContain('VEVENT');
    expect(asked).toEqual(['csv', 'json', 'ics', 'ics']);
  });

  it('is all there is where nothing is filtered', async () => {
    const file = join(aFolder(), 'rentals.json');
    const { write, program } = aStand(file);
    await write('json');
    const everything = rentalExport({
      whereTo: () => Promise.resolve(`${file}.all`),
      now: () => nowMs,
      localeSetting: () => ({ locale: 'en', timeZone: 'Asia/Shanghai' }),
    });
    await everything(program, { format: 'json', only: null });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveLength(2);
    expect(readFileSync(`${file}.all`, 'utf8')).toBe(readFileSync(file, 'utf8'));
  });

  it('is some of them', async () => {
    const file = join(aFolder(), 'rentals.json');
    const { program } = aStand(file);
    const one = rentalExport({
      whereTo: () => Promise.resolve(file),
      now: () => nowMs,
      localeSetting: () => ({ locale: 'en', timeZone: 'Asia/Shanghai' }),
    });
    await one(program, { format: 'json', only: { ids: [rentalIdOf('acc1:live/1')] } });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject([{ id: 'acc1:live/1' }]);
  });

  it('takes no file of a like name, and a second one to the same place does not mix with it', async () => {
    const file = join(aFolder(), 'rentals.csv');
    writeFileSync(`${file}.part`, 'mine');
    const [csv, json] = [aStand(file), aStand(file)];
    expect(await Promise.all([csv.write('csv'), json.write('json')])).toMatchObject([{ ok: true }, { ok: true }]);
    const text = readFileSync(file, 'utf8');
    if (text.startsWith('[')) expect(JSON.parse(text)).toHaveLength(2);
    else expect(csvRows(text)).toHaveLength(3);
    expect(readFileSync(`${file}.part`, 'utf8')).toBe('mine');
    expect(readdirSync(dirname(file)).sort()).toEqual(['rentals.csv', 'rentals.csv.part']);
  });

  it('of a place that a link stands for is written there', async () => {
    const folder = aFolder();
    const [file, link] = [join(folder, 'real.csv'), join(folder, 'link.csv')];
    writeFileSync(file, 'old');
    symlinkSync(file, link);
    expect(await aStand(link).write('csv')).toMatchObject({ ok: true });
    expect(csvRows(readFileSync(file, 'utf8'))).toHaveLength(3);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
  });

  it('is nothing where the user would rather not', async () => {
    expect(await aStand(null).write('csv')).toEqual({ ok: true, value: null });
  });

  it('leaves no half of a file where it cannot be written, and the old one as it was', async () => {
    const folder = aFolder();
    const missing = join(folder, 'nowhere', 'rentals.csv');
    expect(await aStand(missing).write('csv')).toEqual({
      ok: false,
      failure: { code: 'export.not-written', detail: 'ENOENT' },
    });
    const taken = join(folder, 'taken');
    mkdirSync(taken);
    writeFileSync(join(taken, 'old'), 'old');
    expect(await aStand(taken).write('csv')).toMatchObject({ ok: false, failure: { code: 'export.not-written' } });
    expect(readdirSync(folder)).toEqual(['taken']);
    expect(existsSync(join(taken, 'old'))).toBe(true);
  });
});
