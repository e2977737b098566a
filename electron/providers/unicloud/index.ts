import type { Provider } from '../../core/ports/provider.ts';
import { description } from './description.ts';
import { fieldGroups } from './field-groups.ts';
import { checkSettings } from './settings.ts';

/** Loaded when something is first asked of the provider: the program starts and shows what it knows without. */
const loadRound = () => import('./round.ts');

/** UniCloud: the list says what there is, the detail of each order says until when. */
export const unicloud: Provider = {
  description,
  fieldGroups,
  machines: ['ECS'],
  hintFrom: 'accessKeyId',
  checkSettings,
  test: async (session) => (await loadRound()).test(session),
  readRound: async (session) => (await loadRound()).readRound(session),
  warmUp: loadRound,
};
