import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import * as faults from '../../fakes/faults.ts';
import { startDemoServers, type DemoServers } from '../../../electron/demo/servers.ts';
import type { VastaiHabits } from '../../../electron/demo/vastai-server.ts';
import { emptyWorld } from '../../fakes/empty-world.ts';
import { fieldSet, getVastai, read, StoppedClock } from './clients.ts';

const listPath = '/api/v1/instances/';
const userPath = '/api/v0/users/current/';
const increasesPath = '/api/v0/instances/pending-price-increases/';

const rowSchema = z.looseObject({ id: z.number() });
const listSchema = z.strictObject({
  success: z.literal(true),
  instances_found: z.number(),
  total_instances: z.number(),
  next_token: z.string().nullable(),
  instances: z.array(rowSchema),
});
const refusalSchema = z.strictObject({ success: z.literal(false), error: z.string(), msg: z.string() });

const clock = new StoppedClock();
let servers: DemoServers;

beforeAll(async () => {
  servers = await startDemoServers({ now: clock.now });
});
afterEach(() => {
  clock.set(0);
  servers.faults.clear();
});
afterAll(() => servers.stop());

type Query = Readonly<Record<string, string>>;

async function list(query: Query = {}, of = servers): Promise<z.output<typeof listSchema>> {
  const response = await getVastai(of, listPath, query);
  expect(response.status).toBe(200);
  return read(response, listSchema);
}

/** The rows of all pages, walked by token. */
async function walk(query: Query): Promise<readonly z.output<typeof rowSchema>[]> {
  let page = await list(query);
  const rows = [...page.instances];
  while (page.next_token !== null) {
    page = await list({ ...query, after_token: page.next_token });
    rows.push(...page.instances);
  }
  return rows;
}

async function withHabits(vastaiHabits: VastaiHabits, see: (other: DemoServers) => Promise<void>): Promise<void> {
  const other = await startDemoServers({ now: clock.now, vastaiHabits });
  try {
    await see(other);
  } finally {
    await other.stop();
  }
}

async function statusOf(asked: Promise<Response>): Promise<number> {
  const response = await asked;
  await response.text();
  return response.status;
}

async function refusalOf(response: Response): Promise<readonly [number, string]> {
  return [response.status, (await read(response, refusalSchema)).error];
}

describe('pages', () => {
  it('hold 25 instances at most and are walked by token until it is null', async () => {
    const first = await list();
    expect(first.instances).toHaveLength(25);
    expect(first.total_instances).toBe(30);
    expect(first.instances_found).toBe(25);
    const second = await list({ after_token: first.next_token ?? '' });
    expect(second.instances).toHaveLength(5);
    expect(second.next_token).toBeNull();
    const ids = [...first.instances, ...second.instances].map(({ id }) => id);
    expect(new Set(ids).size).toBe(30);
  });

  it.each(['1', '7', '15', '24'])('of %s give every instance once', async (limit) => {
    const rows = await walk({ limit, select_cols: '["id"]' });
    expect(rows.map(({ id }) => id)).toEqual([...new Set(rows.map(({ id }) => id))].sort((a, b) => a - b));
    expect(rows).toHaveLength(30);
  });

  it('end with a null token also when the last one is full', async () => {
    const first = await list({ limit: '15' });
    expect(first.next_token).not.toBeNull();
    const second = await list({ limit: '15', after_token: first.next_token ?? '' });
    expect([second.instances.length, second.next_token]).toEqual([15, null]);
  });

  it('keep their places when an instance before them goes', async () => {
    const all = await walk({ limit: '10' });
    const first = await list({ limit: '10' });
    servers.faults.add({ fault: faults.rowsRemoved(3) });
    const second = await list({ limit: '10', after_token: first.next_token ?? '' });
    expect(second.instances).toEqual(all.slice(10, 20));
  });

  it.each([
    ['the id, backwards', [{ col: 'id', dir: 'desc' }]],
    ['the end, which is null for one', [{ col: 'end_date', dir: 'asc' }]],
    ['the label, which is null for many', [{ col: 'label', dir: 'desc' }]],
    ['two columns', [{ col: 'is_bid', dir: 'desc' }, { col: 'dph_total' }]],
  ])('are ordered by %s and lose nothing', async (_, order) => {
    const rows = await walk({ limit: '4', order_by: JSON.stringify(order) });
    expect(new Set(rows.map(({ id }) => id)).size).toBe(30);
    expect(rows).toEqual(await walk({ order_by: JSON.stringify(order) }));
  });

  it('put ends in order, and what has none last', async () => {
    const rows = await walk({ order_by: '[{"col":"end_date","dir":"asc"}]' });
    const ends = rows.map((row) => row['end_date']);
    expect(ends.at(-1)).toBeNull();
    expect(ends.slice(0, -1).map(Number)).toEqual(
      ends
        .slice(0, -1)
        .map(Number)
        .sort((a, b) => a - b),
    );
  });

  it('are one and empty for an empty account', async () => {
    const other = await startDemoServers({ now: clock.now, world: emptyWorld });
    expect(await list({}, other)).toEqual({
      success: true,
      instances_found: 0,
      total_instances: 0,
      next_token: null,
      instances: [],
    });
    await other.stop();
  });

  it.each([
    ['limit', { limit: '26' }],
    ['limit', { limit: '0' }],
    ['limit', { limit: 'all' }],
    ['after_token', { after_token: 'nobody-gave-this' }],
    ['select_cols', { select_cols: 'id,label' }],
    ['select_cols', { select_cols: '[1]' }],
    ['order_by', { order_by: 'id' }],
    ['order_by', { order_by: '[{"col":"id","dir":"up"}]' }],
  ])('are refused for a %s that is not understood', async (name, query: Query) => {
    const response = await getVastai(servers, listPath, query);
    expect(response.status).toBe(400);
    expect(await read(response, refusalSchema)).toMatchObject({
      error: 'invalid_args',
      msg: expect.stringContaining(name),
    });
  });

  it('are refused for the token of another order', async () => {
    const { next_token: token } = await list({ limit: '5' });
    const response = await getVastai(servers, listPath, {
      after_token: token ?? '',
      order_by: '[{"col":"end_date","dir":"asc"}]',
    });
    expect(await refusalOf(response)).toEqual([400, 'invalid_args']);
  });
});

describe('columns', () => {
  const wanted = ['id', 'label', 'actual_status', 'intended_status', 'cur_state', 'start_date', 'end_date'];
  const documented = [...wanted, 'gpu_name', 'num_gpus', 'dph_total', 'is_bid', 'geolocation'];
  const dangerous = ['ssh_host', 'ssh_port', 'public_ipaddr', 'jupyter_token', 'extra_env', 'onstart'];

  it('come all when none are named, with values that nobody may keep', async () => {
    const rows = await walk({});
    for (const row of rows) expect(Object.keys(row).sort()).toEqual([...documented, ...dangerous].sort());
    const text = JSON.stringify(rows);
    expect(text.match(/do-not-store/g)?.length).toBe(30 * 4);
  });

  it('come as they were named, without secrets', async () => {
    const response = await getVastai(servers, listPath, { select_cols: JSON.stringify(documented) });
    const text = await response.text();
    expect(text).not.toContain('do-not-store');
    const { instances } = listSchema.parse(JSON.parse(text));
    for (const row of instances) expect(Object.keys(row)).toEqual(documented);
  });

  it('are null in every row when they do not exist', async () => {
    const { instances } = await list({ select_cols: '["id","end_at"]' });
    expect(instances.map((row) => row['end_at'])).toEqual(instances.map(() => null));
  });

  it('write epochs and prices as floats', async () => {
    const text = await (await getVastai(servers, listPath)).text();
    expect(text).toMatch(/"end_date":\d{10}\.\d+[,}]/);
    expect(text).toMatch(/"start_date":\d{10}\.\d+[,}]/);
    expect(text).not.toMatch(/"(end_date|start_date|dph_total)":\d+[,}]/);
  });
});

describe('refusals', () => {
  it.each([401, 403, 404] as const)('a wrong key is %i with an auth_error, on every path', async (wrongKeyStatus) => {
    await withHabits({ wrongKeyStatus }, async (other) => {
      for (const path of [listPath, userPath, increasesPath]) {
        const response = await getVastai(other, path, {}, { key: 'wrong' });
        expect(await refusalOf(response)).toEqual([wrongKeyStatus, 'auth_error']);
      }
    });
  });

  it('a wrong key is 401 where nothing else is asked for, and so is none', async () => {
    expect(await refusalOf(await getVastai(servers, listPath, {}, { key: 'wrong' }))).toEqual([401, 'auth_error']);
    expect(await refusalOf(await fetch(`${servers.vastai.baseUrl}${listPath}`))).toEqual([401, 'auth_error']);
  });

  it('the old list is gone: 410, whatever the key', async () => {
    for (const key of ['wrong', servers.vastai.secrets.apiKey]) {
      const response = await getVastai(servers, '/api/v0/instances/', {}, { key });
      expect(await refusalOf(response)).toEqual([410, 'deprecated_endpoint']);
    }
  });

  it.each(['/', '/api/v1/instances', '/api/v2/instances/'])(
    'the unknown path %s is a 404 without an error',
    async (path) => {
      const response = await getVastai(servers, path);
      expect(response.status).toBe(404);
      expect(await response.text()).not.toContain('auth_error');
    },
  );

  it('nothing can be changed', async () => {
    for (const method of ['POST', 'PUT', 'DELETE']) {
      const response = await getVastai(servers, listPath, {}, { method });
      expect(await refusalOf(response)).toEqual([405, 'method_not_allowed']);
    }
  });

  it('a second list within a second is a 429 in plain text that does not say when to come back', async () => {
    await withHabits({ listEveryMs: 1_000 }, async (other) => {
      const statusAt = async (ms: number, path = listPath): Promise<number> => {
        clock.set(ms);
        return statusOf(getVastai(other, path));
      };
      expect([await statusAt(0), await statusAt(0, userPath), await statusAt(999)]).toEqual([200, 200, 429]);
      const response = await getVastai(other, listPath);
      expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
      expect(response.headers.get('retry-after')).toBeNull();
      expect(await response.text()).toMatch(/threshold/);
      expect(await statusAt(1_000)).toBe(200);
    });
  });

  it('the service can be down, and both words for a key come as faults', async () => {
    const seen: unknown[] = [];
    for (const fault of [faults.statusWith(502, 'Bad Gateway'), faults.keyRejected(), faults.permissionLacking()]) {
      const remove = servers.faults.add({ provider: 'vastai', fault });
      seen.push(await statusOf(getVastai(servers, listPath)));
      remove();
    }
    expect(seen).toEqual([502, 401, 403]);
  });
});

describe('the rights of a key', () => {
  const statuses = async (other: DemoServers): Promise<readonly number[]> => {
    return Promise.all([listPath, increasesPath, userPath].map((path) => statusOf(getVastai(other, path))));
  };

  it('are all there where nothing else is asked for', async () => {
    expect(await statuses(servers)).toEqual([200, 200, 200]);
  });

  it.each([
    ['instance_read', [200, 200, 403], userPath],
    ['user_read', [403, 403, 200], listPath],
  ] as const)('%s alone is enough for its own paths', async (right, expected, refused) => {
    await withHabits({ rights: [right] }, async (other) => {
      expect(await statuses(other)).toEqual(expected);
      const response = await getVastai(other, refused);
      expect(await read(response, refusalSchema)).toMatchObject({
        error: 'auth_error',
        msg: expect.stringContaining(right === 'user_read' ? 'instance_read' : 'user_read'),
      });
    });
  });
});

it('the user has credit and balance in floats, beside what nobody may keep', async () => {
  const text = await (await getVastai(servers, userPath)).text();
  expect(text).toMatch(/"credit":\d+\.\d+,"balance":0\.0[,}]/);
  expect(text).toMatch(/"api_key":"do-not-store-/);
});

it('a price increase names its contract and both ends', async () => {
  clock.set(10 * 60_000);
  const body: unknown = await (await getVastai(servers, increasesPath)).json();
  expect(fieldSet(body)).toEqual(
    new Set([
      '.success',
      ...['contract_id', 'contract_end_date', 'ask_end_date', 'new_dph_total', 'old_dph_total'].map(
        (name) => `.pending_price_increases[].${name}`,
      ),
    ]),
  );
});

it('the log does not show the query or the key', async () => {
  servers.reset();
  await list({ limit: '3' });
  expect(servers.requests('vastai')).toEqual([
    { provider: 'vastai', number: 1, method: 'GET', path: listPath, action: null, status: 200 },
  ]);
});
