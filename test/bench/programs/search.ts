import { Database, type Row, type SqlValue } from '../../../electron/edges/store/database.ts';
import { pageOfRentals } from '../../../electron/edges/store/rental-page.ts';
import { medianOf } from '../harness/statistics.ts';
import { rawSearch } from '../world/raw-search.ts';
import { typedTexts } from '../shared/typed-texts.ts';

/**
 * What SQLite does for each text that is typed, ours and the raw query in turn: `node search.js STORE TIMES`. Prints for each text the
 * medians of CPU time in milliseconds and how many rows each side found.
 */
const [path = '', times = '1'] = process.argv.slice(2);

/** Adds up what its statements take: what is made of their rows is not SQL. */
class TimedDatabase extends Database {
  #ms = 0;

  override all(sql: string, ...values: readonly SqlValue[]): readonly Row[] {
    return this.#timed(() => super.all(sql, ...values));
  }

  override one(sql: string, ...values: readonly SqlValue[]): Row | null {
    return this.#timed(() => super.one(sql, ...values));
  }

  /** Milliseconds of CPU time since the last call. */
  takeMs(): number {
    const ms = this.#ms;
    this.#ms = 0;
    return ms;
  }

  #timed<Value>(work: () => Value): Value {
    const before = process.cpuUsage();
    const value = work();
    const { user, system } = process.cpuUsage(before);
    this.#ms += (user + system) / 1000;
    return value;
  }
}

const readOnly = { readOnly: true };
const [ours, raw] = [new TimedDatabase(path, readOnly), new TimedDatabase(path, readOnly)];

const found = typedTexts.map((text) => {
  const filter = { query: text, state: null, accountId: null };
  const [oursMs, rawMs]: [number[], number[]] = [[], []];
  let [oursTotal, rawTotal] = [0, 0];
  // The first time fills the caches of both.
  for (let time = 0; time <= Number(times); time += 1) {
    oursTotal = pageOfRentals(ours, filter, { offset: 0, limit: 100 }).total;
    rawTotal = rawSearch(raw, text, 100);
    const [ms, floorMs] = [ours.takeMs(), raw.takeMs()];
    if (time === 0) continue;
    oursMs.push(ms);
    rawMs.push(floorMs);
  }
  return { text, oursMs: medianOf(oursMs), rawMs: medianOf(rawMs), oursTotal, rawTotal };
});
process.stdout.write(JSON.stringify(found));
