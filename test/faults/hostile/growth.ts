import { statSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import type { HttpRequest } from '../../../electron/core/ports/http.ts';
import type { Transport } from '../../../electron/edges/http/transport.ts';
import { numberOf, textOf, type Database } from '../../../electron/edges/store/database.ts';
import { oneOf, seededRandom } from '../../fakes/random.ts';
import { Desk } from '../desk.ts';
import { entriesOf } from './entries.ts';

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

const members = (count: number, member: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => member(index)).join(',');

const orders = 4;

/** A page of the same four orders, whatever else it holds. */
const page = (more: (order: number) => string): string =>
  `{"code":200,"total":${String(orders)},"rows":[${members(
    orders,
    (order) =>
      `{"id":"190217661560383897${String(order)}","status":5,"buyDuration":1,"createTime":"2026-11-19 09:53:41",` +
      `"orderProductVo":{"name":"RTX"}${more(order)}}`,
  )}]}`;

const words = ((): string => {
  const random = seededRandom(1);
  return Array.from({ length: 120_000 }, () => Math.floor(random() * 2 ** 52).toString(36)).join(' 训练 ');
})();

/** A piece of text that is another one each time, so that each round has something to store and to index where it is let. */
const filler = (round: number, length: number): string => {
  const from = Math.abs(round * 7_919) % (words.length - length);
  return `${String(round)} ${words.slice(from, from + length)}`;
};

type Make = (round: number) => string;

/** Pages that bring more each round than may be kept. */
const greedy: Readonly<Record<string, Make>> = {
  'one field of 1 MB': (round) => page((order) => (order === 0 ? `,"remark":"${filler(round, 1_000_000)}"` : '')),
  'fields of 20 kB': (round) => page(() => `,"a":"${filler(round, 20_000)}","b":"${filler(-round, 20_000)}"`),
  'too many fields': (round) =>
    page((order) => (order < 2 ? `,"m":[${members(6_000, (i) => String(i + round))}]` : '')),
  'orders of 1 MB': (round) =>
    page((order) => (order < 2 ? `,"m":[${members(120, () => `"${filler(round, 8_000)}"`)}]` : '')),
  'orders of 400 kB in short texts': (round) =>
    page((order) => (order < 2 ? `,"m":[${members(900, (i) => `"${filler(round * 900 + i, 400)}"`)}]` : '')),
  'long names': (round) => page(() => `,"${filler(round, 5_000)}":1`),
  'a million digits': (round) => page((order) => (order === 0 ? `,"n":${String(round)}${'7'.repeat(1_000_000)}` : '')),
  objects: () => `{"code":200,"total":1,"rows":[${'{},'.repeat(300_000)}{}]}`,
  'more rows than were asked for': (round) =>
    `{"code":200,"rows":[${members(5_000, (i) => `{"id":"${String(round)}-${String(i)}"}`)}]}`,
  'an error that says much': (round) => `{"code":500,"msg":"${filler(round, 100_000)}"}`,
};

/** The largest single answers that are let in, 18 MB in one place, and the largest that are refused. */
const heavy: Readonly<Record<string, Make>> = {
  'one field of 18 MB': (round) =>
    page((order) => (order === 0 ? `,"remark":"${String(round)}${'x'.repeat(18_000_000)}"` : '')),
  'fields of 18 MB together': (round) => page(() => `,"m":[${members(900, () => `"${filler(round, 4_000)}"`)}]`),
  '19 MB of objects': () => `{"code":200,"total":1,"rows":[${'{},'.repeat(6_300_000)}{}]}`,
  '19 MB of rows': () => `{"code":200,"rows":[${members(600_000, (i) => `{"id":"${String(i)}","status":5}`)}]}`,
  '18 MB of digits': () => page((order) => (order === 0 ? `,"n":${'7'.repeat(18_000_000)}` : '')),
  '18 MB of escapes': () => page((order) => (order === 0 ? `,"n":"${'\\u0000'.repeat(3_000_000)}"` : '')),
  'as many values as are let in': (round) =>
    page(() => `,"m":[${members(900, (i) => `[${members(25, (j) => String(i + j + round))}]`)}]`),
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
  /** The largest order as it is stored. */
  readonly largestOrder: number;
  /** Milliseconds of one whole round with each of the largest answers. */
  readonly heldMs: Readonly<Record<string, number>>;
}

const largest = 'SELECT max(octet_length(facts) + octet_length(body)) AS bytes FROM orders';

/** Rounds of one account whose provider sends more than may be kept, something new in each. */
export const grow = async (rounds: number, seed: number, nowMs: number): Promise<Growth> => {
  const desk = new Desk(nowMs);
  const random = seededRandom(seed);
  let clock = nowMs;
  let received = 0;
  let [early, longestLog, largestOrder] = [0, 0, 0];
  const id = desk.open('wolover', 'http://127.0.0.1:9', nowMs);
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
      largestOrder = Math.max(largestOrder, numberOf(desk.database.one(largest), 'bytes'));
      if (number === Math.ceil(rounds / 4)) early = file;
    }
    return { rounds, received, early, end: storeSize(desk.database).file, longestLog, largestOrder, heldMs };
  } finally {
    desk.close();
  }
};
