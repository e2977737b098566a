import { day, hour, minute, second } from '../../electron/core/model/instant.ts';
import type { DemoProvider } from '../../electron/demo/exchange.ts';
import type { Call } from './front.ts';

/** What a refusal says about when to come back, and what that means in milliseconds (0: nothing). */
interface Asked {
  readonly name: string;
  readonly headers: (nowMs: number) => Readonly<Record<string, string | readonly string[]>>;
  readonly ms: number;
}

/** As headers write an instant. */
export const httpDate = (ms: number): string => new Date(ms).toUTCString();
const oldDate = (ms: number): string => {
  const [weekday = '', dayOfMonth = '', month = '', year = '', time = ''] = httpDate(ms).replace(',', '').split(' ');
  return `${weekday} ${month} ${dayOfMonth.replace(/^0/, ' ')} ${time} ${year}`;
};
const plain = (text: string, ms: number): Asked => ({ name: text, headers: () => ({ 'Retry-After': text }), ms });
const dated = (name: string, ms: number, skewMs: number, write = httpDate): Asked => ({
  name,
  headers: (nowMs) => ({ Date: httpDate(nowMs + skewMs), 'Retry-After': write(nowMs + skewMs + ms) }),
  ms,
});

const askings: readonly Asked[] = [
  plain('1', second),
  plain('7', 7 * second),
  plain('20', 20 * second),
  plain('21', 21 * second),
  plain('3600', hour),
  plain('0', 0),
  plain('-5', 0),
  plain('soon', 0),
  plain('1.5', 0),
  plain('1000000000', 1e12),
  { name: 'nothing', headers: () => ({}), ms: 0 },
  dated('a date', 9 * second, 0),
  dated('a later date', 20 * minute, 0),
  dated('a date in the old form', 40 * minute, 0, oldDate),
  dated('a date by a clock an hour ahead', 9 * second, hour),
  dated('a date by a clock an hour behind', 9 * second, -hour),
  dated('a later date by a clock an hour behind', 20 * minute, -hour),
  dated('a later date by a clock a year ahead', 20 * minute, 365 * day),
  dated('a past date', -10 * minute, 0),
  dated('a date far past', -50 * 365 * day, 0),
  { name: 'seconds, twice', headers: () => ({ 'Retry-After': ['120', '180'] }), ms: 3 * minute },
  {
    name: 'a date, twice',
    headers: (nowMs) => ({
      Date: httpDate(nowMs),
      'Retry-After': [httpDate(nowMs + minute), httpDate(nowMs + 2 * minute)],
    }),
    ms: 2 * minute,
  },
];

/** Where in a round the service refuses. */
interface Position {
  readonly provider: DemoProvider;
  readonly name: string;
  readonly meets: (call: Call) => boolean;
}

const positions: readonly Position[] = [
  { provider: 'wolover', name: 'first page', meets: ({ page }) => page === 0 },
  { provider: 'wolover', name: 'later page', meets: ({ page }) => page === 2 },
  { provider: 'unicloud', name: 'first page', meets: ({ page }) => page === 1 },
  { provider: 'unicloud', name: 'later page', meets: ({ page }) => page === 2 },
  { provider: 'unicloud', name: 'details', meets: ({ name }) => name === 'OrderDetail' },
  { provider: 'qiniu', name: 'first page', meets: ({ page }) => page === 1 },
  { provider: 'qiniu', name: 'later page', meets: ({ page }) => page === 2 },
  { provider: 'qiniu', name: 'unpaid orders', meets: ({ name }) => name === 'unpaid_orders' },
  { provider: 'alibaba', name: 'first page', meets: ({ page }) => page === 1 },
  { provider: 'alibaba', name: 'later page', meets: ({ page }) => page === 2 },
  { provider: 'vastai', name: 'first page', meets: ({ page }) => page === 1 },
  { provider: 'vastai', name: 'later page', meets: ({ page }) => page === 2 },
  { provider: 'vastai', name: 'credit', meets: ({ name }) => name === 'credit' },
  { provider: 'qiniu', name: 'details', meets: ({ name }) => name === 'detail' },
];

/** How often the service refuses, and what it does to every other request at the same place. */
const patterns = [
  { name: 'once', times: 1, beside: null },
  { name: 'twice', times: 2, beside: null },
  { name: 'always', times: Number.POSITIVE_INFINITY, beside: null },
  { name: 'and 500 beside it', times: Number.POSITIVE_INFINITY, beside: 500 },
] as const;

/** One row of the table. */
export interface Case {
  readonly asking: Asked;
  readonly position: Position;
  readonly pattern: (typeof patterns)[number];
  readonly status: 429 | 503;
}

/** The whole table: what is said, where, how often, with which status. */
export const allCases = (): readonly Case[] =>
  askings.flatMap((asking) =>
    positions.flatMap((position) =>
      patterns
        .filter(({ beside }) => beside === null || position.name === 'details')
        .flatMap((pattern) => ([429, 503] as const).map((status) => ({ asking, position, pattern, status }))),
    ),
  );

/** A part of the table, each row of it as likely as any other. */
export const someOf = (cases: readonly Case[], count: number, random: () => number): readonly Case[] =>
  cases
    .map((one) => ({ one, place: random() }))
    .sort((a, b) => a.place - b.place)
    .slice(0, count)
    .map(({ one }) => one);
