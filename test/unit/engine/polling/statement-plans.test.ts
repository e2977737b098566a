import { describe, expect, it, vi } from 'vitest';
import type { Database } from '../../../../electron/edges/store/database.ts';
import { insertAccount } from '../../../../electron/edges/store/accounts.ts';
import { keyOfResource } from '../../../../electron/core/model/resource.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { applyReading } from '../../../fakes/apply-reading.ts';
import { at } from '../../../fakes/instants.ts';
import { aResource } from '../../../fakes/listing-provider.ts';
import { anItem, anOrder, aReading } from '../../../fakes/orders.ts';
import { aStore } from '../../../fakes/store.ts';

const account = anAccount();

const ordersOf = (title: string) =>
  Array.from({ length: 30 }, (_, number) =>
    anOrder({ id: String(number), title, items: [anItem({ resourceId: `r-${String(number % 20)}` })] }),
  );

const resourcesOf = (name: string) =>
  Array.from({ length: 30 }, (_, number) => {
    const resourceId = `r-${String(number)}`;
    return { ...aResource({ resourceId, name }), key: keyOfResource({ resourceId }) };
  });

/** Two rounds, the second of which changes everything. */
const twoRounds = (database: Database): void => {
  insertAccount(database, account);
  for (const [name, day] of [
    ['one', '01'],
    ['two', '02'],
  ] as const) {
    const listed = { resources: resourcesOf(name), lists: [{ list: '', outcome: 'settled' as const }] };
    applyReading(database, account, { ...aReading(ordersOf(name)), resources: listed }, at(`2026-03-${day}T09:00:00Z`));
  }
};

/** Every statement with a condition that is asked of a store while `work` is done. */
const statementsOf = (database: Database, work: () => void): ReadonlySet<string> => {
  const spies = (['all', 'one', 'run', 'write', 'each'] as const).map((method) => vi.spyOn(database, method));
  work();
  const asked = spies.flatMap(({ mock }) => mock.calls.map(([sql]) => sql));
  for (const spy of spies) spy.mockRestore();
  return new Set(asked.filter((sql) => /^\s*(?:SELECT|UPDATE|DELETE)\b/.test(sql) && sql.includes('WHERE')));
};

const planOf = (database: Database, sql: string): string =>
  database
    .all(`EXPLAIN QUERY PLAN ${sql}`)
    .map(({ detail }) => String(detail))
    .join('; ');

/** Names of columns that are compared with a value and by which the plan does not look. */
const lookedThrough = (database: Database, sql: string): readonly string[] => {
  const plan = planOf(database, sql);
  const isUsed = (column: string): boolean =>
    plan.includes(`${column}=?`) || (/^(?:order_)?key$/.test(column) && plan.includes('rowid=?'));
  return [...sql.matchAll(/(\w+) = \?/g)].map(([, column = '']) => column).filter((column) => !isUsed(column));
};

/** What a user wishes of rentals: few rows. */
const isSmall = (sql: string): boolean => / FROM rental_wish /.test(sql);

describe('what a round asks of the store', () => {
  it('is found by all that it is asked by, so that it costs the same in an account of any size', () => {
    const { database } = aStore();
    const statements = [...statementsOf(database, () => twoRounds(database))].filter((sql) => !isSmall(sql));
    expect(statements.length).toBeGreaterThan(20);
    expect(
      statements.map((sql) => [sql, lookedThrough(database, sql)]).filter(([, columns]) => columns?.length !== 0),
    ).toEqual([]);
  });
});
