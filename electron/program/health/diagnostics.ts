/** What a report of a fault is made from. */
export interface Diagnosed {
  /** What is known of the program and of this computer: versions, states, failures. */
  readonly facts: object;
  /** The newest lines of the log, which was redacted as it was written. */
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
  const standIns = new Map<string, string>();
  const masked = JSON.stringify(maskedValue(facts, '', standIns), null, 2);
  return hideTexts([masked, '', ...logLines].join('\n'), [...standIns, [home, '~']]);
};

const maskedValue = (value: unknown, field: string, standIns: Map<string, string>): unknown => {
  if (typeof value === 'string')
    return ownWords.has(field) && value !== '' ? standInFor(value, field, standIns) : value;
  if (Array.isArray(value)) return value.map((entry: unknown) => maskedValue(entry, field, standIns));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, maskedValue(entry, name, standIns)]));
};

const standInFor = (text: string, field: string, standIns: Map<string, string>): string => {
  const known = standIns.get(text) ?? `<${field} ${String(standIns.size + 1)}>`;
  standIns.set(text, known);
  return known;
};

/** Shorter ones stand in many words that are no names. */
const minHiddenLength = 3;

/** The longest first: one may be part of another. */
const hideTexts = (text: string, hidden: readonly (readonly [string, string])[]): string =>
  hidden
    .filter(([name]) => name.length >= minHiddenLength)
    .sort(([one], [other]) => other.length - one.length)
    .reduce((shown, [name, standIn]) => shown.replaceAll(name, standIn), text);
