/** What a report of a fault is made from. */
export interface Diagnosed {
  /** What is known of the program and of this computer: versions, states, failures. */
  readonly facts: object;
  /** The newest lines of the log, one JSON text each, which was redacted as it was written. */
  readonly logLines: readonly string[];
  /** The user's home folder, which tells their name. */
  readonly home: string;
}

/** Fields whose texts are the user's own, or a provider's about the user's machines. */
const ownWords: ReadonlySet<string> = new Set([
  ...['label', 'account', 'title', 'heading', 'body', 'subject', 'note', 'address', 'providerMessage'],
]);

/**
 * The text that goes with a report of a fault: no key, as nowhere, and no name. The same name has the same stand-in wherever it stands, so that it
 * can be followed.
 */
export const diagnosticsText = ({ facts, logLines, home }: Diagnosed): string => {
  const entries: readonly unknown[] = logLines.map(entryOf);
  const standIns = new Map<string, string>([[home, '~']]);
  for (const value of [facts, ...entries]) collectNames(value, '', standIns);
  // Before they are written as JSON, which spells a backslash and a quotation mark otherwise. The longest first: one may be part of another.
  const names = [...standIns].filter(([name]) => isTelling(name)).sort(([one], [other]) => other.length - one.length);
  const shown = [JSON.stringify(hidden(facts, '', names, standIns), null, 2), ''];
  return [...shown, ...entries.map((entry) => lineOf(hidden(entry, '', names, standIns)))].join('\n');
};

/** A line that is no JSON, such as one that a full disk cut, stands for itself. */
const entryOf = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return line;
  }
};

const lineOf = (entry: unknown): string => (typeof entry === 'string' ? entry : JSON.stringify(entry));

/** Shorter ones of letters without accents stand in many words that are no names; two signs of Chinese are one. */
const isTelling = (name: string): boolean => name.length >= (/^[ -~]*$/.test(name) ? 3 : 2);

const collectNames = (value: unknown, field: string, standIns: Map<string, string>): void => {
  if (typeof value === 'string') {
    if (ownWords.has(field) && value !== '' && !standIns.has(value))
      standIns.set(value, `<${field} ${String(standIns.size)}>`);
  } else if (Array.isArray(value)) {
    for (const entry of value) collectNames(entry, field, standIns);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, entry] of Object.entries(value)) collectNames(entry, name, standIns);
  }
};

type Names = readonly (readonly [string, string])[];

const hidden = (value: unknown, field: string, names: Names, standIns: ReadonlyMap<string, string>): unknown => {
  if (typeof value === 'string')
    return (ownWords.has(field) ? standIns.get(value) : undefined) ?? withoutNames(value, names);
  if (Array.isArray(value)) return value.map((entry: unknown) => hidden(entry, field, names, standIns));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, hidden(entry, name, names, standIns)]));
};

/** A folder also stands in addresses of files, with slashes and escapes. */
const withoutNames = (text: string, names: Names): string =>
  names.reduce((shown, [name, standIn]) => {
    const address = encodeURI(name.replaceAll('\\', '/'));
    return shown.replaceAll(name, standIn).replaceAll(address, standIn);
  }, text);
