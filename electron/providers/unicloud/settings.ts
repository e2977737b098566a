import { failed, success, type Result } from '../../core/model/failure.ts';
import { checkDeclared, saidIn } from '../../core/ports/declared-settings.ts';
import { description } from './description.ts';

const maxSettingLength = 64;

/** Refuses values that the API would refuse, and texts that could be none of its words. */
export const checkSettings = (settings: Readonly<Record<string, string>>): Result<null> => {
  const value = (name: string): string => saidIn(settings, name);
  const declared = checkDeclared(description, settings);
  if (!declared.ok) return declared;
  if (value('startTime') !== '' && value('endTime') !== '' && value('startTime') > value('endTime')) {
    return failed('input.invalid', { field: 'endTime', reason: 'before-start' });
  }
  for (const name of ['regionId', 'version', 'payType', 'productCategory']) {
    if (!/^[\w.:-]*$/.test(value(name)) || value(name).length > maxSettingLength) {
      return failed('input.invalid', { field: name, reason: 'characters' });
    }
  }
  return success(null);
};
