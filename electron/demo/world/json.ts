/** A number written exactly as given, so that digits survive which a double cannot hold (`17.50`, `0E-8`). */
export class JsonNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What the demo servers can write: JSON, plus 64-bit integers as `bigint` and number texts as {@link JsonNumber}. */
export type Json = null | boolean | number | bigint | string | JsonNumber | readonly Json[] | JsonObject;

/** A JSON object of the demo servers. */
export type JsonObject = { readonly [name: string]: Json };

/** Whether a value is a list (`Array.isArray` alone forgets the type of a readonly list). */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** Whether a value is an object with named members. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value) && !(value instanceof JsonNumber);
}

/** A member's text: a string as it is, a number in digits, everything else (and what is not there) as ''. */
export function memberText(object: JsonObject | undefined, name: string): string {
  const member = object?.[name];
  return typeof member === 'string' || typeof member === 'number' || typeof member === 'bigint' ? String(member) : '';
}

/** The JSON text of a value; `JSON.stringify` cannot write a `bigint` and would lose digits of any larger number. */
export function jsonText(value: Json): string {
  if (typeof value === 'bigint') return value.toString();
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(jsonText).join(',')}]`;
  if (value instanceof JsonNumber) return value.text;
  const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}:${jsonText(member)}`);
  return `{${members.join(',')}}`;
}
