import type { Page } from 'playwright-core';

/** What was seen of a list that was scrolled. */
export interface Scrolling {
  /** Milliseconds from each frame to the next. */
  readonly framesMs: readonly number[];
  /** The most elements that the page had at once. */
  readonly elements: number;
  /** Frames in which a row in view was not there yet, as a share of all. */
  readonly withoutRows: number;
}

/** Ten seconds, and as far in each frame as somebody who scrolls briskly: two rows in three frames. */
const [scrolledMs, stepPixels] = [10_000, 40];

/**
 * Scrolls a list frame by frame, each by so many pixels, from its top. The page itself does it, so that no frame is shown before its rows are
 * drawn: on the screen, scrolling by a wheel goes on without them.
 */
export const scrollList = (page: Page): Promise<Scrolling> =>
  page.evaluate(
    async ([forMs, step]) => {
      const grid = document.querySelector('[role="grid"]');
      if (grid === null) throw new Error('there is no list');
      const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
      const framesMs: number[] = [];
      let [elements, withoutRows] = [0, 0];
      grid.scrollTop = 0;
      const startedMs = await nextFrame();
      for (let atMs = startedMs; atMs - startedMs < forMs;) {
        grid.scrollTop += step;
        const before = atMs;
        atMs = await nextFrame();
        framesMs.push(atMs - before);
        // What is looked at once a frame costs the floor as much.
        elements = Math.max(elements, document.getElementsByTagName('*').length);
        if (grid.getElementsByClassName('coming').length > 0) withoutRows += 1;
      }
      return { framesMs, elements, withoutRows: withoutRows / framesMs.length };
    },
    [scrolledMs, stepPixels] as const,
  );
