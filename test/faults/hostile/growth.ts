import { statSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import type { HttpRequest } from '../../../electron/core/ports/http.ts';
import type { Transport } from '../../../electron/edges/http/transport.ts';
import { numberOf, textOf, type Database } from '../../../electron/edges/store/database.ts';
import { oneOf, seededRandom } from '../../fakes/random.ts';
import { Desk } from '../desk.ts';
import { entriesOf } from './entries.ts';
import { pagesOf, type GreedyProvider } from './greedy-pages.ts';

/** What the store takes up on the disk, in bytes. */
export interface StoreSize {
  readonly file: number;
  readonly log: number;
}

export const storeSize = (database: Database): StoreSize => {
  const pages = numberOf(database.one('PRAGMA page_count'), 'page_count');
  const log = `${textOf(database.one('PRAGMA database_list'), 'file')}-wal`;
  return {
    file: pages * numberOf(database.one('PRAGMA page_size'), 'page_size'),
    log: statSync(log, { throwIfNoEntry: false })?.size ?? 0,
  };
};

/** Answers from memory, so that a round costs what the program makes of them and nothing else. */
const answering = (text: () => string): Transport => ({
  begin: (_: HttpRequest) => {
    const bytes = Buffer.from(text());
    return Promise.resolve({
      status: 200,
      headers: {},
      body: (async function* () {
        yield await Promise.resolve(bytes);
      })(),
    });
  },
  connected: () => true,
  close: () => Promise.resolve(),
});

/** What many greedy rounds left behind, and how long the largest answers held the thread. */
export interface Growth {
  readonly rounds: number;
  /** Bytes of the answers. */
  readonly received: number;
  /** The store's file after a quarter of the rounds and at the end, and its log at its longest; bytes. */
  readonly early: number;
  readonly end: number;
  readonly longestLog: number;
  /** The largest order or resource as it is stored. */
  readonly largestRow: number;
  /** Milliseconds of one whole round with each of the largest answers. */
  readonly heldMs: Readonly<Record<string, number>>;
}

const largest = `SELECT max(bytes) AS bytes FROM (
  SELECT octet_length(facts) + octet_length(body) AS bytes FROM orders
  UNION ALL SELECT octet_length(facts) + octet_length(body) FROM resource)`;

/** Rounds of one account whose provider sends more than may be kept, something new in each. */
export const grow = async (provider: GreedyProvider, rounds: number, seed: number, nowMs: number): Promise<Growth> => {
  const { greedy, heavy } = pagesOf[provider];
  const desk = new Desk(nowMs);
  const random = seededRandom(seed);
  let clock = nowMs;
  let received = 0;
  let [early, longestLog, largestRow] = [0, 0, 0];
  const id = desk.open(provider, 'http://127.0.0.1:9', nowMs);
  const round = async (text: string): Promise<number> => {
    clock += 600_000;
    const startedMs = performance.now();
    const transport = answering(() => {
      received += text.length;
      return text;
    });
    const wait = (): Promise<void> => new Promise(() => undefined);
    await desk.round(id, { now: () => clock, random, wait, transport, signal: new AbortController().signal });
    return Math.round(performance.now() - startedMs);
  };
  try {
    const heldMs: Record<string, number> = {};
    for (const [name, make] of entriesOf(heavy)) heldMs[name] = await round(make(0));
    for (let number = 1; number <= rounds; number += 1) {
      const [, make] = oneOf(random, entriesOf(greedy));
      await round(make(number));
      const { file, log } = storeSize(desk.database);
      longestLog = Math.max(longestLog, log);
      largestRow = Math.max(largestRow, numberOf(desk.database.one(largest), 'bytes'));
      if (number === Math.ceil(rounds / 4)) early = file;
    }
    return { rounds, received, early, end: storeSize(desk.database).file, longestLog, largestRow, heldMs };
  } finally {
    desk.close();
  }
};
