import { markStart } from '../core/model/start-marks.ts';
import type { Handlers } from '../faces/ipc/checked-reply.ts';

/** A reminder that is due at the start waits no longer than this for a page that draws nothing, in milliseconds. */
const maxWaitMs = 700;
/** What a page has drawn reaches the screen through main, which must be free for it, in milliseconds. */
const shownAfterMs = 200;

/** What the first rows do not need is done once they are on screen, or once they are no longer waited for. */
export class FirstRows {
  #settle: () => void = () => undefined;
  /** Settles once, and never rejects. */
  readonly over = new Promise<void>((resolve) => (this.#settle = resolve));

  /** The page has drawn them. */
  drawn(): void {
    setTimeout(() => this.#settle(), shownAfterMs);
  }

  /** Nobody waits for them: the program starts without a window. */
  skip(): void {
    this.#settle();
  }

  /** Requests are answered from now on, so that the page draws soon or never. */
  expect(): void {
    setTimeout(() => this.#settle(), maxWaitMs);
  }
}

/** The page is shown no earlier than its rows are read. */
export const markingRows = (handlers: Handlers): Handlers => ({
  ...handlers,
  'rental.list': async (input) => {
    const page = await handlers['rental.list'](input);
    markStart(performance, 'rows.read');
    return page;
  },
});
