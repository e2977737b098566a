import type { Settings } from '../../core/model/settings.ts';

const ownNames: ReadonlySet<string> = new Set(['locale', 'theme', 'proxy', 'extraCa'] satisfies (keyof Settings)[]);

/** Returns the settings that are the user's also in the demo: language, look and network. What rings there is the demo's own. */
export const ownSettings = (changed: Partial<Settings>): Partial<Settings> =>
  Object.fromEntries(Object.entries(changed).filter(([name]) => ownNames.has(name)));
