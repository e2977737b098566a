import { expect, test } from 'vitest';
import { PageMemory } from '../../../../electron/providers/walking/page-memory.ts';
import type { Page } from '../../../../electron/providers/walking/paging.ts';
import { scripted } from '../session.ts';

const answer = (text: string, status = 200) => ({ status, headers: {}, text });
const page: Page<string> = { rows: [{ key: 'a', row: 'a' }], total: 1, unreadable: 0 };
const account = { memory: {} };
const session = (settings: Readonly<Record<string, string>> = {}) => scripted(() => '', { ...account, settings });

test('the very same answer to the very same request is known again', () => {
  const pages = new PageMemory<string>();
  pages.keep(session(), '1', answer('{"rows":[1]}'), page);
  expect(pages.recall(session(), '1', answer('{"rows":[1]}'))).toBe(page);
  expect(pages.recall(session(), '1', answer('{"rows":[2]}'))).toBeNull();
  expect(pages.recall(session(), '1', answer('{"rows":[1]}', 401))).toBeNull();
  expect(pages.recall(session(), '2', answer('{"rows":[1]}'))).toBeNull();
});

test('other settings may read a row otherwise, and another account has pages of its own', () => {
  const pages = new PageMemory<string>();
  pages.keep(session({ durationUnit: 'day' }), '1', answer('{}'), page);
  expect(pages.recall(session({ durationUnit: 'month' }), '1', answer('{}'))).toBeNull();
  expect(
    pages.recall(
      scripted(() => '', { settings: { durationUnit: 'day' } }),
      '1',
      answer('{}'),
    ),
  ).toBeNull();
});

test("an answer's own id is no part of what it says", () => {
  const pages = new PageMemory<string>();
  pages.keep(session(), '1', answer('{"request_id":"TRBUBYEtcQ","data":[{"order_hash":"a"}]}'), page);
  expect(pages.recall(session(), '1', answer('{"request_id":"W18WtrBUBY","data":[{"order_hash":"a"}]}'))).toBe(page);
  expect(pages.recall(session(), '1', answer('{"request_id":"TRBUBYEtcQ","data":[{"order_hash":"b"}]}'))).toBeNull();
});
