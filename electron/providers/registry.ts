import type { Provider } from './provider.ts';
import { qiniu } from './qiniu/index.ts';
import { unicloud } from './unicloud/index.ts';
import { wolover } from './wolover/index.ts';

/** The only list of providers; a new one is a folder and a line here. */
export const providers: readonly Provider[] = [wolover, unicloud, qiniu];

/** The provider of an id; null when there is none. */
export const providerOf = (id: string): Provider | null =>
  providers.find(({ description }) => description.id === id) ?? null;
