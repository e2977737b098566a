import { checkDeclared } from '../../core/ports/declared-settings.ts';
import type { Provider } from '../../core/ports/provider.ts';
import { description } from './description.ts';
import { fieldGroups } from './field-groups.ts';

/** Loaded when something is first asked of the provider: the program starts and shows what it knows without. */
const loadRound = () => import('./round.ts');

/** Vast.ai: one list says what is rented now and until when; there are no orders. */
export const vastai: Provider = {
  description,
  fieldGroups,
  hintFrom: 'apiKey',
  checkSettings: (settings) => checkDeclared(description, settings),
  test: async (session) => (await loadRound()).test(session),
  readRound: async (session) => (await loadRound()).readRound(session),
  warmUp: loadRound,
};
