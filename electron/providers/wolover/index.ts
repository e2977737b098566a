import { checkDeclared } from '../../core/ports/declared-settings.ts';
import type { Provider } from '../../core/ports/provider.ts';
import { description } from './description.ts';
import { fieldGroups } from './field-groups.ts';
import { asKnown, reread } from './reread.ts';
import { suggest } from './suggest.ts';

/** Loaded when something is first asked of the provider: the program starts and shows what it knows without. */
const loadRound = () => import('./round.ts');

/** Wolover: GPU, VM and bare-metal rental. One list says everything; the end of a rental is estimated. */
export const wolover: Provider = {
  description,
  fieldGroups,
  hintFrom: 'apiKey',
  checkSettings: (settings) => checkDeclared(description, settings),
  test: async (session) => (await loadRound()).test(session),
  readRound: async (session) => (await loadRound()).readRound(session),
  warmUp: loadRound,
  reread,
  asKnown,
  suggest,
};
