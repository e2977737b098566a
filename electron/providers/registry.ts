import { checkKeyNames } from '../core/ports/find-provider.ts';
import type { Provider } from '../core/ports/provider.ts';
import { alibaba } from './alibaba/index.ts';
import { qiniu } from './qiniu/index.ts';
import { unicloud } from './unicloud/index.ts';
import { vastai } from './vastai/index.ts';
import { wolover } from './wolover/index.ts';

/** The only list of providers; a new one is a folder and a line here. The composition roots hand it to all that needs it. */
export const providers: readonly Provider[] = checkKeyNames([wolover, unicloud, qiniu, alibaba, vastai]);
