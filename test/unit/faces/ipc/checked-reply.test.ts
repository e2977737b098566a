import { everyRental } from '../../../../electron/contract/views.ts';
import { describe, expect, it } from 'vitest';
import { requestNames } from '../../../../electron/contract/requests.ts';
import { success } from '../../../../electron/core/model/failure.ts';
import { reply, type Handlers } from '../../../../electron/faces/ipc/checked-reply.ts';
import { memoryLog } from '../../../fakes/log.ts';
import { hostileInputs } from '../../../fakes/inputs.ts';

const never = (): Promise<never> => Promise.reject(new Error('not asked for'));

const handlers: Handlers = {
  'app.describe': never,
  'app.drawn': never,
  'today.get': never,
  'rental.list': ({ offset, limit }) => Promise.resolve(success({ total: offset + limit, rows: [] })),
  'rental.grouped': never,
  'rental.facets': never,
  'rental.get': () => {
    throw new Error('a bug with sk-secret in its text: apiKey=sk-secret');
  },
  'rental.tags': never,
  'rental.change': never,
  'rental.changeMany': never,
  'rental.decide': never,
  'rental.previewEnd': never,
  'rental.snooze': never,
  'rental.join': never,
  'rental.split': never,
  'rental.export': never,
  'account.list': () => Promise.resolve(success([])),
  'account.test': never,
  'account.add': never,
  'account.setSecrets': never,
  'account.acceptAddress': never,
  'account.remove': never,
  'account.sync': never,
  'account.setPaused': never,
  'account.setPolling': never,
  'account.setSettings': never,
  'account.suggestions': never,
  'account.setRule': never,
  'reminder.upcoming': never,
  'reminder.previewPoints': never,
  'reminder.log': never,
  'reminder.inbox': never,
  'reminder.acknowledge': never,
  'reminder.ringNow': never,
  'undo.last': never,
  'undo.apply': never,
  'settings.set': never,
  'demo.enter': never,
  'demo.leave': never,
  'notices.open': never,
  'folder.open': never,
  'backup.write': never,
  'backup.restore': never,
  'diagnostics.copy': never,
  'login.set': never,
  'update.look': never,
  'update.download': never,
  'update.install': never,
  'update.setAutomatic': never,
  'view.take': never,
};

const list = { ...everyRental, offset: 3, limit: 4 };

describe('replying to a request', () => {
  it('hands the parsed input to its handler', async () => {
    expect(await reply('rental.list', list, handlers, memoryLog([]))).toEqual(success({ total: 7, rows: [] }));
  });

  it('names the field that is wrong and what kind of wrong, never its value', async () => {
    const refused = (input: unknown) => reply('rental.list', input, handlers, memoryLog([]));
    expect(await refused({ ...list, limit: 500 })).toMatchObject({
      failure: { code: 'input.invalid', field: 'limit', reason: 'too-large' },
    });
    expect(await refused({ ...list, query: 7 })).toMatchObject({ failure: { field: 'query', reason: 'wrong-type' } });
    expect(await refused({ ...list, more: 'sk-secret' })).toEqual({
      ok: false,
      failure: { code: 'input.invalid', field: 'more', reason: 'unknown-field' },
    });
    expect(await refused({ ...list, [`${'x'.repeat(99)}😀 and more`]: 1 })).toMatchObject({
      failure: { field: `${'x'.repeat(99)}😀` },
    });
  });

  it('says what is wrong with a proxy, and not who was to use it', async () => {
    const input = { proxy: 'http://me:sk-secret@proxy.corp:3128' };
    expect(await reply('settings.set', input, handlers, memoryLog([]))).toEqual({
      ok: false,
      failure: { code: 'input.invalid', field: 'proxy', reason: 'has-credentials' },
    });
  });

  it('does not call a handler with a refused input', async () => {
    expect(await reply('account.remove', { id: 5 }, handlers, memoryLog([]))).toMatchObject({
      failure: { code: 'input.invalid' },
    });
  });

  it.each(['rental.get', 'account.remove'] as const)(
    'logs a bug of %s with its stack and answers `bug`',
    async (name) => {
      const lines: unknown[] = [];
      expect(await reply(name, { id: 'r' }, handlers, memoryLog(lines))).toEqual({
        ok: false,
        failure: { code: 'bug' },
      });
      expect(lines).toMatchObject([{ level: 'error', request: name, err: { type: 'Error' } }]);
      const text = JSON.stringify(lines);
      expect(text).toContain('reply.test.ts');
      expect(text).not.toContain('apiKey=sk-secret');
    },
  );
});

describe('what no schema may see', () => {
  // To walk through so many names takes a while, however soon one stops; that is the same for every request.
  const inputs = Object.entries(hostileInputs)
    .filter(([what]) => !what.includes('300,000'))
    .map(([what, make]) => [what, make()] as const);

  it.each(requestNames)('is refused by %s at once, without an exception, and says nothing in the log', async (name) => {
    const lines: unknown[] = [];
    const startedAt = performance.now();
    for (const [what, input] of inputs) {
      expect(await reply(name, input, handlers, memoryLog(lines)), what).toMatchObject({
        ok: false,
        failure: { code: 'input.invalid' },
      });
    }
    // A schema takes seconds for one of them.
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    expect(lines).toEqual([]);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('nor does a parser that throws get past the border', async () => {
    const lines: unknown[] = [];
    const input = new Proxy(
      {},
      {
        getPrototypeOf: () => {
          throw new Error('a bug of the parser');
        },
      },
    );
    expect(await reply('rental.get', input, handlers, memoryLog(lines))).toEqual({
      ok: false,
      failure: { code: 'bug' },
    });
    expect(lines).toHaveLength(1);
  });
});
