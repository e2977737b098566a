import { minute } from '../../core/model/instant.ts';
import { hostOf, isHomeUrl } from './app-address.ts';

/** The part of Electron's WebContents that says where the window is. */
export interface MovingContents {
  on(event: 'will-navigate', listener: (event: { readonly url: string }) => void): unknown;
  on(event: 'did-navigate', listener: (event: unknown, address: string) => void): unknown;
  on(
    event: 'did-fail-load',
    listener: (event: unknown, code: number, description: string, address: string, isMainFrame: boolean) => void,
  ): unknown;
  on(event: 'did-navigate-in-page', listener: (event: unknown, address: string, isMainFrame: boolean) => void): unknown;
  on(event: 'will-prevent-unload', listener: (event: { preventDefault(): void }) => void): unknown;
  readonly navigationHistory: { clear(): void };
}

/** What keeping the window at its page needs. */
export interface HomeParts {
  readonly now: () => number;
  /** Loads the page. */
  readonly goHome: () => void;
  /** The page leaves as soon as it is there: the window is closed, and the program goes on. */
  readonly giveUp: () => void;
  /** Told what the window was at instead of its page: the kind and the host at most. */
  readonly onRefused: (what: string) => void;
  /** The page itself could not be loaded; the reason is Electron's word. */
  readonly onFailed: (reason: string) => void;
}

/** A page that leaves more often within a minute is going round in circles. */
const maxReturns = 20;
/** Chromium's word for a load that another one replaced. */
const abortedLoadCode = -3;

/**
 * Keeps the window at its page. Some ways out ask nobody before (`about:blank` for one), so whatever has become the window's
 * document and is not the page is replaced by it. Nor may a page hold the window open.
 */
export const stayHome = (contents: MovingContents, parts: HomeParts): void => {
  let returnedAtMs: readonly number[] = [];
  const comeBack = (from: string): void => {
    const nowMs = parts.now();
    parts.onRefused(`page at ${hostOf(from)}`);
    returnedAtMs = [...returnedAtMs.filter((atMs) => Math.abs(nowMs - atMs) < minute), nowMs];
    if (returnedAtMs.length > maxReturns) parts.giveUp();
    else parts.goHome();
  };
  contents.on('did-navigate', (_event, address) => {
    if (!isHomeUrl(address)) comeBack(address);
    // There is nothing to go back to.
    else contents.navigationHistory.clear();
  });
  // Moves are refused, loading the page once more among them; but a script may have written over it, and nothing else would bring it back.
  contents.on('will-navigate', ({ url }) => {
    if (isHomeUrl(url)) comeBack(url);
  });
  // `history.pushState` only names another address; loading it again would then miss the page.
  contents.on('did-navigate-in-page', (_event, address, isMainFrame) => {
    if (isMainFrame && !isHomeUrl(address)) comeBack(address);
  });
  contents.on('did-fail-load', (_event, code, description, address, isMainFrame) => {
    if (!isMainFrame || code === abortedLoadCode) return;
    if (isHomeUrl(address)) parts.onFailed(`load failed: ${description}`);
    else comeBack(address);
  });
  contents.on('will-prevent-unload', (event) => event.preventDefault());
};
