import { seededRandom } from '../../fakes/random.ts';

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
const greedyOrders: Readonly<Record<string, Make>> = {
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
const heavyOrders: Readonly<Record<string, Make>> = {
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

/** How a provider of resources writes a page of the same four machines, with more in each row, or other rows. */
interface MachinePages {
  readonly list: (rows: string, total: number) => string;
  /** A row without its closing brace. */
  readonly row: (number: number) => string;
  readonly id: string;
  readonly words: readonly [string, ...string[]];
}

const alibabaPages: MachinePages = {
  list: (rows, total) =>
    `{"Code":"Success","Success":true,"Data":{"TotalCount":${String(total)},"InstanceList":[${rows}]}}`,
  row: (number) =>
    `{"InstanceID":"i-${String(number)}","ProductCode":"ecs","ProductType":"ecs","SubscriptionType":"Subscription",` +
    `"CreateTime":"2026-11-01T00:00:00Z","EndTime":"2026-12-20T16:00:00Z"`,
  id: 'InstanceID',
  words: ['Region', 'Status', 'SubStatus', 'RenewStatus', 'RenewalDurationUnit'],
};

const vastaiPages: MachinePages = {
  list: (rows, total) => `{"success":true,"total_instances":${String(total)},"next_token":null,"instances":[${rows}]}`,
  row: (number) => `{"id":${String(2_000 + number)},"start_date":1793750400.1,"end_date":1796430000.0,"dph_total":0.5`,
  id: 'id',
  words: ['label', 'actual_status', 'geolocation', 'gpu_name', 'cur_state'],
};

const machines = ({ list, row }: MachinePages, more: (number: number) => string): string =>
  list(
    members(orders, (number) => `${row(number)}${more(number)}}`),
    orders,
  );

const everyWord = ({ words: names }: MachinePages, text: (index: number) => string): string =>
  names.map((name, index) => `,"${name}":"${text(index)}"`).join('');

const greedyMachines = (pages: MachinePages): Readonly<Record<string, Make>> => ({
  'one field of 1 MB': (round) =>
    machines(pages, (number) => (number === 0 ? `,"${pages.words[0]}":"${filler(round, 1_000_000)}"` : '')),
  'every field of 20 kB': (round) => machines(pages, () => everyWord(pages, (index) => filler(round + index, 20_000))),
  'every field of 2 kB': (round) => machines(pages, () => everyWord(pages, (index) => filler(round + index, 2_000))),
  'fields that nobody reads': (round) =>
    machines(pages, (number) => (number < 2 ? `,"m":[${members(6_000, (i) => String(i + round))}]` : '')),
  'long names': (round) => machines(pages, () => `,"${filler(round, 5_000)}":1`),
  'a million digits': (round) =>
    machines(pages, (number) => (number === 0 ? `,"num_gpus":${String(round)}${'7'.repeat(1_000_000)}` : '')),
  objects: () => pages.list(`${'{},'.repeat(300_000)}{}`, 1),
  'more rows than were asked for': (round) =>
    pages.list(
      members(5_000, (i) => `{"${pages.id}":"${String(round * 5_000 + i)}"}`),
      5_000,
    ),
  'an error that says much': (round) =>
    `{"success":false,"Success":false,"Code":"X","error":"x","msg":"${filler(round, 100_000)}","Message":"${filler(round, 100_000)}"}`,
});

const heavyMachines = (pages: MachinePages): Readonly<Record<string, Make>> => ({
  'one field of 18 MB': (round) =>
    machines(pages, (number) =>
      number === 0 ? `,"${pages.words[0]}":"${String(round)}${'x'.repeat(18_000_000)}"` : '',
    ),
  'fields of 18 MB together': (round) =>
    machines(pages, () => everyWord(pages, (index) => filler(round + index, 900_000))),
  '19 MB of objects': () => pages.list(`${'{},'.repeat(6_300_000)}{}`, 1),
  '19 MB of rows': () =>
    pages.list(
      members(600_000, (i) => `{"${pages.id}":"${String(i)}"}`),
      600_000,
    ),
  '18 MB of escapes': () =>
    machines(pages, (number) => (number === 0 ? `,"${pages.words[0]}":"${'\\u0000'.repeat(3_000_000)}"` : '')),
  'as many rows as are let in': () =>
    pages.list(
      members(1_000, (i) => `{"${pages.id}":"${String(i)}"}`),
      1_000,
    ),
});

/** The providers that are played greedy: one of orders, and both of resources. */
export type GreedyProvider = 'wolover' | 'alibaba' | 'vastai';

/** What each of them sends: pages that bring more each round than may be kept, and the largest single answers. */
export const pagesOf: Readonly<
  Record<
    GreedyProvider,
    { readonly greedy: Readonly<Record<string, Make>>; readonly heavy: Readonly<Record<string, Make>> }
  >
> = {
  wolover: { greedy: greedyOrders, heavy: heavyOrders },
  alibaba: { greedy: greedyMachines(alibabaPages), heavy: heavyMachines(alibabaPages) },
  vastai: { greedy: greedyMachines(vastaiPages), heavy: heavyMachines(vastaiPages) },
};
