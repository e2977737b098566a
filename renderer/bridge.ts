import type { Bridge } from '../electron/contract/requests.ts';

declare global {
  interface Window {
    /** Put there by the preload; read here and nowhere else. */
    readonly leasebell: Bridge;
  }
}

/** The only door from the page to the main process. */
export const bridge: Bridge = window.leasebell;
