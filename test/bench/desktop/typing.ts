import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { lettersOf, textsOf } from '../shared/typed-texts.ts';

/** A text as far as it was typed, and the milliseconds from its last key until its rows were painted. */
export interface Typed {
  readonly text: string;
  readonly ms: number;
}

/** What came of typing into a window. */
export interface Typing {
  /** Typed slowly, each key once the rows of the one before are painted; only where a key changed which rows there are. */
  readonly painted: readonly Typed[];
  /** Typed fast, whatever is found: milliseconds from the sending of each key until the page has taken it. */
  readonly takenMs: readonly number[];
}

/** How long nothing is done after each key, so that what follows from it is over, and between keys of somebody who types fast. */
const [restMs, fastMs] = [100, 40];

/** Types texts into the field of a list, as many rows as `totals` says for each. */
export const typeTexts = async (
  page: Page,
  words: readonly string[],
  totals: ReadonlyMap<string, number>,
): Promise<Typing> => {
  const field = page.locator('input[type="search"]');
  const watch = await watchRows(page);
  const clear = async (): Promise<void> => {
    await watch.expect(totals.get('') ?? 0);
    await field.fill('');
    await watch.painted();
    await wait(restMs);
  };
  const painted: Typed[] = [];
  const takenMs: number[] = [];
  await field.focus();
  for (const word of words) {
    await clear();
    painted.push(...(await typeSlowly(page, word, totals, watch)));
    await clear();
    takenMs.push(...(await typeFast(page, word)));
    await wait(5 * restMs);
  }
  return { painted, takenMs };
};

const typeSlowly = async (
  page: Page,
  word: string,
  totals: ReadonlyMap<string, number>,
  watch: RowsWatch,
): Promise<readonly Typed[]> => {
  const painted: Typed[] = [];
  let before = totals.get('');
  for (const text of textsOf(word)) {
    const total = totals.get(text) ?? 0;
    // Where nothing is found there is no list, and where the same is found nothing is painted.
    const isSeen = total > 0 && total !== before;
    if (isSeen) await watch.expect(total);
    await page.keyboard.type(lettersOf(text).at(-1) ?? '');
    if (isSeen) painted.push({ text, ms: await watch.painted() });
    else await wait(3 * restMs);
    await wait(restMs);
    before = total;
  }
  return painted;
};

const typeFast = async (page: Page, word: string): Promise<readonly number[]> => {
  const takenMs: number[] = [];
  for (const letter of lettersOf(word)) {
    const sentMs = performance.now();
    const pause = wait(fastMs);
    await page.keyboard.type(letter);
    takenMs.push(performance.now() - sentMs);
    await pause;
  }
  return takenMs;
};

/** Watches when the rows of a list are painted. */
interface RowsWatch {
  /** Waits from now on for a list of so many rows. */
  readonly expect: (total: number) => Promise<void>;
  /** Milliseconds from the first key after `expect` until that list was painted; NaN where no key was pressed. */
  readonly painted: () => Promise<number>;
}

const watchRows = async (page: Page): Promise<RowsWatch> => {
  const watch = await page.evaluateHandle(() => {
    let pressedMs: number | null = null;
    let painted: Promise<number> = Promise.resolve(Number.NaN);
    // A letter that no keyboard has comes without a key.
    for (const name of ['keydown', 'input'])
      addEventListener(name, ({ timeStamp }) => (pressedMs ??= timeStamp), { capture: true });
    const has = (total: number): boolean =>
      document.querySelector('[role="grid"]')?.getAttribute('aria-rowcount') === String(total + 1);
    // A message that is sent in a frame comes once the frame is painted.
    const whenPainted = (): Promise<number> =>
      new Promise((resolve) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.now());
          port2.postMessage(null);
        });
      });
    const whenListed = (total: number): Promise<void> =>
      new Promise((resolve) => {
        if (has(total)) return resolve();
        const observer = new MutationObserver(() => {
          if (!has(total)) return;
          observer.disconnect();
          resolve();
        });
        observer.observe(document, { subtree: true, childList: true, attributes: true });
      });
    return {
      expect: (total: number): void => {
        pressedMs = null;
        painted = whenListed(total)
          .then(whenPainted)
          .then((atMs) => atMs - (pressedMs ?? Number.NaN));
      },
      painted: () => painted,
    };
  });
  return {
    expect: (total) => watch.evaluate(({ expect }, rows) => expect(rows), total),
    painted: () => watch.evaluate((each) => each.painted()),
  };
};
