import type { FieldUnit } from '../model/order-section.ts';

/**
 * How the text of a fact is read. `exact`: an id or code whose characters matter one by one. `epoch`: UTC milliseconds.
 * `beijing`: `yyyy-MM-dd HH:mm:ss` without a zone. `parts`: JSON inside a string, shown part by part.
 * `words`: a code, whose meaning is the message `<words>_<code in lower case>`.
 */
export type FieldFormat =
  | 'text'
  | 'exact'
  | 'money'
  | 'flag'
  | 'epoch'
  | 'beijing'
  | 'rfc3339'
  | 'parts'
  | { readonly unit: FieldUnit }
  | { readonly words: string };

/** One field of a provider's response: where it stands, how it is called (message key), how it is read. */
export interface FactField {
  /** Paths of facts; the first that says something is shown. */
  readonly paths: readonly string[];
  readonly label: string;
  readonly format: FieldFormat;
}

/** Fields that are shown together. */
export interface FieldGroup {
  /** Message key. */
  readonly heading: string;
  readonly fields: readonly FactField[];
  /** Path of a list: the group is shown once for each member, and the paths of its fields begin there. */
  readonly each?: string;
  /** Not shown when there are facts below this path, which say the same and more. */
  readonly unless?: string;
}
