import type { DemoProvider } from '../../electron/demo/exchange.ts';

/** The demo's providers whose lists are orders on numbered pages. */
export type OrderProvider = Extract<DemoProvider, 'wolover' | 'unicloud' | 'qiniu'>;

/** The demo's providers that list what is rented now, and no orders. */
export type ResourceProvider = Exclude<DemoProvider, OrderProvider>;
