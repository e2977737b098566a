import type { ElectronApplication, Page } from 'playwright-core';
import type {} from '../../../renderer/bridge.ts';

/** What a page was told, and what it shows. */
export interface Heard {
  /** The answer to each request that takes no input, as JSON; the others' refusals with it. */
  readonly answers: readonly string[];
  /** Each event with whatever it carried. */
  readonly events: readonly string[];
  /** The document, its address, its storage and what stands in its fields. */
  readonly dom: string;
}

/** From now on the page keeps every event that main sends it. */
export const listenIn = (page: Page, events: readonly string[]): Promise<void> =>
  page.evaluate((names) => {
    const heard: string[] = ['listening'];
    Reflect.set(globalThis, 'heardEvents', heard);
    for (const name of names) {
      const on: unknown = Reflect.get(window.leasebell.on, name);
      if (typeof on === 'function')
        Reflect.apply(on, null, [(...carried: readonly unknown[]) => heard.push(JSON.stringify([name, carried]))]);
    }
  }, events);

/** What a page that `listenIn` prepared has heard; every request but those that change something is asked once. */
export const heardBy = (page: Page, requests: readonly string[]): Promise<Heard> =>
  page.evaluate(async (names) => {
    const lists: Readonly<Record<string, unknown>> = {
      'rental.list': { offset: 0, limit: 200, query: '', state: null, accountId: null, noRing: null },
      'reminder.upcoming': { days: 30 },
      'reminder.log': { offset: 0, limit: 200 },
    };
    const reads = names.filter((name) => /\.(describe|list|inbox|upcoming|log|take)$|^today\.get$/.test(name));
    const ask = (name: string, input: unknown): unknown => {
      const request: unknown = Reflect.get(window.leasebell.request, name);
      return typeof request === 'function' ? Reflect.apply(request, null, [input]) : null;
    };
    const answers = await Promise.all(
      reads.map(async (name) => JSON.stringify([name, await ask(name, lists[name] ?? null)])),
    );
    const found: unknown = Reflect.get(globalThis, 'heardEvents');
    const fields = [...document.querySelectorAll('input')].map((input) => input.value);
    const kept = JSON.stringify({ ...sessionStorage, ...localStorage });
    return {
      answers,
      events: Array.isArray(found) ? found.map(String) : [],
      dom: [document.documentElement.outerHTML, location.href, kept, ...fields].join('\n'),
    };
  }, requests);

/** Everything that lies in a page's memory, as Chromium writes it down. */
export const heapOf = async (electron: ElectronApplication, page: Page): Promise<Buffer> => {
  const session = await electron.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return Buffer.from(chunks.join(''));
};
