import type { DemoProvider } from '../../electron/demo/exchange.ts';

/** The demo's providers whose lists are orders on numbered pages; the others list machines and have tests of their own. */
export type OrderProvider = Extract<DemoProvider, 'wolover' | 'unicloud' | 'qiniu'>;
