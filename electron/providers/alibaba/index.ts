import { checkDeclared } from '../../core/ports/declared-settings.ts';
import type { Provider } from '../../core/ports/provider.ts';
import { description } from './description.ts';
import { fieldGroups } from './field-groups.ts';

/** Loaded when something is first asked of the provider: the program starts and shows what it knows without. */
const loadRound = () => import('./round.ts');

/** Alibaba Cloud: one list of what is subscribed to, of all products and regions, states until when. */
export const alibaba: Provider = {
  description,
  fieldGroups,
  hintFrom: 'accessKeyId',
  checkSettings: (settings) => checkDeclared(description, settings),
  test: async (session) => (await loadRound()).test(session),
  readRound: async (session) => (await loadRound()).readRound(session),
  warmUp: loadRound,
};
