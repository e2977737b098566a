import type { Provider } from '../../core/ports/provider.ts';
import { description } from './description.ts';
import { fieldGroups } from './field-groups.ts';
import { checkSettings } from './settings.ts';

/** Loaded when something is first asked of the provider: the program starts and shows what it knows without. */
const loadRound = () => import('./round.ts');

/** Qiniu QVM: orders are discovered or watched by hash; the detail of each says until when, item by item. */
export const qiniu: Provider = {
  description,
  fieldGroups,
  machines: ['instance'],
  hintFrom: 'accessKey',
  checkSettings,
  test: async (session) => (await loadRound()).test(session),
  readRound: async (session) => (await loadRound()).readRound(session),
  warmUp: loadRound,
};
