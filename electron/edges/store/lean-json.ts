import { quotedJson } from '../../core/model/quoted-json.ts';

/**
 * JSON without the members that are null: of an order or a rental most say nothing, and each would name itself in every row. The readers'
 * schemas take what is absent for null. Written piece by piece: a copy without them costs several times as much, and each row is written so.
 */
export const leanJson = (value: object): string => textOf(value);

/** The same of an object without some of its members. */
export const leanJsonWithout = (value: object, names: ReadonlySet<string>): string =>
  isRecord(value) ? objectText(value, names) : '{}';

const textOf = (value: unknown): string => {
  if (typeof value === 'string') return quotedJson(value);
  if (Array.isArray(value)) return `[${value.map(textOf).join(',')}]`;
  return isRecord(value) ? objectText(value) : JSON.stringify(value ?? null);
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const noNames: ReadonlySet<string> = new Set();

const objectText = (object: Readonly<Record<string, unknown>>, without = noNames): string => {
  let text = '';
  for (const name of Object.keys(object)) {
    const member = object[name];
    if (member === null || member === undefined || without.has(name)) continue;
    text += `${text === '' ? '' : ','}${quotedJson(name)}:${textOf(member)}`;
  }
  return `{${text}}`;
};
