import { failed, success, type Result } from '../../contract/failure.ts';
import { beijingInstant } from '../times.ts';
import { unknownSetting } from '../settings.ts';
import { description } from './description.ts';

const longest = 64;

/** Refuses values that the API would refuse: the document types OrderCategory and OrderStatus as Integer and gives the form of both times. */
export const checkSettings = (settings: Readonly<Record<string, string>>): Result<null> => {
  const value = (name: string): string => (settings[name] ?? '').trim();
  for (const name of ['orderCategory', 'orderStatus']) {
    if (!/^\d{0,9}$/.test(value(name))) return failed('input.invalid', { field: name, reason: 'not-a-number' });
  }
  for (const name of ['startTime', 'endTime']) {
    if (value(name) !== '' && !isTime(value(name)))
      return failed('input.invalid', { field: name, reason: 'not-a-time' });
  }
  if (value('startTime') !== '' && value('endTime') !== '' && value('startTime') > value('endTime')) {
    return failed('input.invalid', { field: 'endTime', reason: 'before-start' });
  }
  for (const name of ['regionId', 'version', 'payType', 'productCategory']) {
    if (!/^[\w.:-]*$/.test(value(name)) || value(name).length > longest) {
      return failed('input.invalid', { field: name, reason: 'characters' });
    }
  }
  const unknown = unknownSetting(description, settings);
  return unknown.ok ? success(null) : unknown;
};

const isTime = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text) && beijingInstant(text) !== null;
