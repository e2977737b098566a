import { everyRental } from '../../electron/contract/views.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestNames } from '../../electron/contract/requests.ts';
import type {} from '../../renderer/bridge.ts';
import { launchApp, type RunningApp } from './harness/app.ts';
import { strangerAnswers } from './harness/stranger.ts';
import { answerOf } from './pages/requests.ts';
import { AppWindow } from './pages/window.ts';

describe('the requests of the page', () => {
  let app: RunningApp;
  let window: AppWindow;

  /** Sends anything at all under a request's name. */
  const send = (name: string, ...inputs: readonly unknown[]): Promise<unknown> =>
    window.page.evaluate(
      ([asked, given]) => {
        const ask: unknown = Reflect.get(globalThis.window.leasebell.request, asked);
        const answer: unknown = typeof ask === 'function' ? Reflect.apply(ask, null, [...given]) : null;
        return answer;
      },
      [name, inputs] as const,
    );
  const refusal = { ok: false, failure: { code: 'input.invalid' } };

  beforeAll(async () => {
    app = await launchApp();
    window = new AppWindow(await app.page());
    await window.welcome.waitFor();
  });

  afterAll(() => app.close());

  it.each(requestNames)('%s refuses what is not its input', async (name) => {
    const wrong = [undefined, 7, 'text', [], { extra: true }, { id: 0.5 }, { id: { $ne: null } }, [[]]];
    for (const input of wrong) expect(await send(name, input), JSON.stringify(input)).toMatchObject(refusal);
  });

  it('what no schema may see is refused at once, while main goes on with its work', async () => {
    const answers = await window.page.evaluate(async () => {
      const get: unknown = Reflect.get(globalThis.window.leasebell.request, 'rental.get');
      const ask = (input: unknown): unknown => (typeof get === 'function' ? Reflect.apply(get, null, [input]) : null);
      const many = Object.fromEntries(Array.from({ length: 300_000 }, (_, index) => [`k${String(index)}`, 1]));
      const inputs = [
        new Uint8Array(50_000_000),
        { id: new Uint8Array(50_000_000) },
        many,
        { id: many },
        new Map(),
        1n,
      ];
      return Promise.all(inputs.map(ask));
    });
    for (const answer of answers) expect(answer).toMatchObject(refusal);
    expect(app.output()).not.toContain('Error occurred in handler');
  });

  const list = { ...everyRental, offset: 0, limit: 1 };
  it.each([
    ['an extra field', 'rental.get', { id: 'x', extra: 1 }],
    ['an extra field', 'account.sync', { id: null, extra: 1 }],
    ['an extra field', 'settings.set', { theme: 'dark', extra: 1 }],
    ['a word that is no choice', 'settings.set', { theme: 'purple' }],
    ['nothing to change', 'settings.set', {}],
    ['too many rows', 'rental.list', { ...list, limit: 201 }],
    ['rows before the first', 'rental.list', { ...list, offset: -1 }],
    ['half a row', 'rental.list', { ...list, limit: 1.5 }],
    ['a query without end', 'rental.list', { ...list, query: 'x'.repeat(201) }],
  ])('refuse %s in %s', async (_what, name, input) => {
    expect(await send(name, input)).toMatchObject(refusal);
  });

  it('refuse ten megabytes and a polluted prototype', async () => {
    expect(await send('rental.get', { id: 'x'.repeat(10_000_000) })).toMatchObject(refusal);
    const sent = await window.page.evaluate(() => {
      const settings: unknown = JSON.parse('{"__proto__":{"polluted":1}}');
      const account = {
        provider: 'qiniu',
        label: 'a',
        baseUrl: 'https://a.example',
        settings,
        secrets: {},
        allowHttp: false,
      };
      const add: unknown = globalThis.window.leasebell.request['account.add'];
      const answer: unknown = typeof add === 'function' ? Reflect.apply(add, null, [account]) : null;
      return answer;
    });
    expect(sent).toMatchObject(refusal);
    const isClean = await app.electron.evaluate(() => !('polluted' in {}));
    expect(isClean).toBe(true);
  });

  it('are answered to nobody but the window’s own page', async () => {
    const unknownSender = { ok: false, failure: { code: 'input.invalid', field: 'sender' } };
    expect(await strangerAnswers(app.electron)).toMatchObject([unknownSender, unknownSender]);
  });

  it('still work after all that', async () => {
    expect(await answerOf(window.page, 'app.describe', null)).toMatchObject({ demo: false, store: null });
    expect(app.output()).not.toContain('Uncaught');
  });
});
