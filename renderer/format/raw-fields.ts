import type { Fact } from '../../electron/core/model/order.ts';
import { instantOf, parseInstant, second } from '../../electron/core/model/instant.ts';
import { plainLines, printableText } from '../../electron/core/model/plain-text.ts';
import { dateTime, type LocaleSetting } from '../../electron/core/words/instants.ts';

/** A field of a provider's response as it was sent, laid out for reading. */
interface RawField {
  readonly path: string;
  /** What its path adds to the group's. */
  readonly name: string;
  /** As it was sent; null where the provider said null. */
  readonly value: string | null;
  /** Whether the value is JSON that was sent as text, and is laid out in lines. */
  readonly isLaidOut: boolean;
  /** The time that the value says, in words of this computer's zone; null where it says none. */
  readonly time: string | null;
}

/** Fields that lie in one object of the response. */
export interface RawGroup {
  /** The path that they have in common, without those above it; empty for the fields of the response itself. */
  readonly path: string;
  readonly fields: readonly RawField[];
}

/** Returns the fields by the object that they lie in, in the order in which they were sent. */
export const rawGroups = (facts: readonly Fact[], nowMs: number, localeSetting: LocaleSetting): readonly RawGroup[] => {
  const groups: { path: string; fields: RawField[] }[] = [];
  for (const { path: sent, value } of facts) {
    const path = plainLines(sent);
    const behind = path.lastIndexOf('.');
    const [parent, name] = behind === -1 ? ['', path] : [path.slice(0, behind), path.slice(behind + 1)];
    let group = groups.at(-1);
    if (group?.path !== parent) groups.push((group = { path: parent, fields: [] }));
    group.fields.push({ path, name, ...valueOf(value), time: timeText(name, value, nowMs, localeSetting) });
  }
  return groups;
};

const valueOf = (value: string | null): Pick<RawField, 'value' | 'isLaidOut'> => {
  const lines = value === null ? null : linesOfJson(value);
  return lines === null
    ? { value: value === null ? null : plainLines(value), isLaidOut: false }
    : { value: lines, isLaidOut: true };
};

const mayBeJson = /^\s*[[{][^]*[\]}]\s*$/;

/** Objects and lists alone: a number or a word that was sent as text says no more when it is read. */
const linesOfJson = (text: string): string | null => {
  if (!mayBeJson.test(text)) return null;
  try {
    return printableText(JSON.stringify(JSON.parse(text), null, 2));
  } catch {
    // Text that only looks like JSON is shown as it is.
    return null;
  }
};

const timeWords = /time|date|expire|created|updated|deadline/i;
const timeEndings = /(^|_)(at|on|since|until|start|end)s?$|[a-z](At|On|Since|Until|Start|End)s?$/;
const epochSeconds = /^1\d{9}$|^2\d{9}$/;
const epochMilliseconds = /^1\d{12}$|^2\d{12}$/;

/** A number is a time where its name says so and it is as long as the times of these decades are. */
const timeText = (name: string, value: string | null, nowMs: number, localeSetting: LocaleSetting): string | null => {
  if (value === null) return null;
  const number = timeWords.test(name) || timeEndings.test(name) ? Number(value) : NaN;
  const at = epochSeconds.test(value)
    ? epochOf(number * second)
    : epochMilliseconds.test(value)
      ? epochOf(number)
      : parseInstant(value);
  return at === null ? null : dateTime(at, nowMs, localeSetting);
};

const epochOf = (epochMs: number) => (Number.isNaN(epochMs) ? null : instantOf(epochMs));
