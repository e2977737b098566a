import { parseArgs } from 'node:util';
import { withoutKeys } from './hide-keys.ts';
import { nearestOf } from './nearest.ts';

/** What the user typed: a command, its words, and options. */
export interface Arguments {
  readonly command: string;
  readonly words: readonly string[];
  readonly json: boolean;
  readonly dataDir: string | null;
  readonly options: Options;
}

/** The options of a command line, by name. */
type Options = ReturnType<typeof parse>['values'];

/** The command line is wrong: where, in the words that were typed, and what could stand there instead, where that is a closed list. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly choices: readonly string[];
  /** Which of the choices was probably meant; null where none is near. */
  readonly nearest: string | null;

  constructor(detail: string, choices: readonly string[] = []) {
    super(withoutKeys(detail));
    this.choices = choices;
    this.nearest = nearestOf(detail, choices);
  }
}

/** Something that the command needs was not typed. */
export class MissingError extends UsageError {}

/** A name or the beginning of an id stands for several: the choices say which. */
export class AmbiguousError extends UsageError {}

const specification = {
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', default: false },
  'data-dir': { type: 'string' },
  provider: { type: 'string' },
  label: { type: 'string' },
  'base-url': { type: 'string' },
  set: { type: 'string', multiple: true },
  secret: { type: 'string', multiple: true },
  'allow-http': { type: 'boolean', default: false },
  'accept-address': { type: 'string' },
  'no-test': { type: 'boolean', default: false },
  every: { type: 'string' },
  'requests-per-hour': { type: 'string' },
  query: { type: 'string' },
  status: { type: 'string' },
  account: { type: 'string' },
  'ending-within': { type: 'string' },
  deadline: { type: 'string' },
  all: { type: 'boolean', default: false },
  upcoming: { type: 'string' },
  format: { type: 'string' },
} as const;

/** Options that each command takes; the common ones are taken by all. */
const allowed: Readonly<Record<string, readonly (keyof typeof specification)[]>> = {
  'accounts add': ['provider', 'label', 'base-url', 'set', 'secret', 'allow-http', 'no-test'],
  'accounts set': ['set', 'every', 'requests-per-hour'],
  'accounts list': [],
  'accounts test': ['accept-address', 'allow-http'],
  'accounts remove': [],
  'settings list': [],
  'settings set': [],
  sync: ['set'],
  orders: ['query', 'status', 'account'],
  rentals: ['query', 'status', 'account', 'ending-within', 'all'],
  'rental intend': [],
  'rental later': ['deadline'],
  'rental label': [],
  'rental note': [],
  'rental tag': [],
  'rental end': [],
  resources: ['query', 'account'],
  reminders: ['upcoming'],
  watch: [],
  demo: [],
  export: ['format', 'upcoming'],
  backup: [],
  restore: [],
  diagnostics: [],
  doctor: [],
};
/** Commands that take words of their own after their name: labels, settings with their values, a rental and what is said of it, or a file. */
const wordy: readonly string[] = [
  ...['accounts set', 'accounts test', 'accounts remove', 'settings set', 'sync', 'backup', 'restore'],
  ...['rental intend', 'rental later', 'rental label', 'rental note', 'rental tag', 'rental end'],
];
/** Commands that may be told what they are about, with one of these words. */
const nouns: Readonly<Record<string, readonly string[]>> = { export: ['rentals', 'orders', 'reminders'] };
const common: readonly string[] = ['json', 'help', 'data-dir'];

/** Every command of the terminal program. */
const commands = Object.keys(allowed);

const parse = (argv: readonly string[]) =>
  parseArgs({ args: [...argv], options: specification, allowPositionals: true, strict: true, tokens: true });

/** Reads the command line (without program name). Throws a UsageError when it makes no sense. */
export const readArguments = (argv: readonly string[]): Arguments => {
  const { values, positionals: typed, tokens } = parseWords(argv);
  const [first] = typed;
  // `help COMMAND` and `COMMAND --help` are the same question.
  const isQuestion = values.help || first === 'help';
  const positionals = first === 'help' ? typed.slice(1) : typed;
  const command = isQuestion && isGroup(positionals) ? positionals.join(' ') : commandOf(positionals);
  const words = positionals.slice(command === '' ? 0 : command.split(' ').length);
  if (!isQuestion && command === '' && values.version)
    return { command: 'version', words: [], json: values.json, dataDir: null, options: values };
  if (isQuestion || command === '')
    return { command: 'help', words: command === '' ? [] : [command], json: false, dataDir: null, options: values };
  for (const token of tokens) {
    if (token.kind !== 'option' || common.includes(token.name)) continue;
    if (!(allowed[command] ?? []).some((option) => option === token.name))
      throw new UsageError(`--${token.name}`, optionsOf(command));
  }
  if (words.length > 0 && !wordy.includes(command) && !(words.length === 1 && nouns[command]?.includes(words[0] ?? '')))
    // `--secret NAME KEY` leaves the key among the words.
    throw takesKeys(command)
      ? new UsageError(`${command} …`, optionsOf(command))
      : new UsageError(words.join(' '), nouns[command]);
  if (values['data-dir'] === '') throw new MissingError('--data-dir …');
  return { command, words, json: values.json, dataDir: values['data-dir'] ?? null, options: values };
};

const takesKeys = (command: string): boolean => allowed[command]?.includes('secret') === true;

/** The options of a command as they are typed; all there are for none. */
const optionsOf = (command: string): readonly string[] =>
  [...(allowed[command] ?? Object.values(allowed).flat()), ...common]
    .filter((name, index, all) => all.indexOf(name) === index)
    .map((name) => `--${name}`);

const parseWords = (argv: readonly string[]): ReturnType<typeof parse> => {
  const unknown = dashedWords(argv).find((word) => word !== '-h' && !Object.hasOwn(specification, nameOf(word)));
  if (unknown !== undefined) throw new UsageError(unknown.replace(/=.*$/s, ''), optionsOf(commandAmong(argv)));
  try {
    return parse(argv);
  } catch {
    throw refusalOf(argv);
  }
};

/** The parser's refusal in our words: its own are English, whatever the user's language. */
const refusalOf = (argv: readonly string[]): UsageError => {
  const options = dashedWords(argv).filter((word) => word.startsWith('--'));
  const isText = (word: string): boolean =>
    Object.entries(specification).some(([name, { type }]) => name === nameOf(word) && type === 'string');
  const switched = options.find((word) => word.includes('=') && !isText(word));
  if (switched !== undefined) return new UsageError(switched.replace(/=.*$/s, '=…'), [switched.replace(/=.*$/s, '')]);
  const valueless = options.find((word) => {
    const next = argv[argv.indexOf(word) + 1];
    return isText(word) && !word.includes('=') && (next === undefined || next.startsWith('-'));
  });
  if (valueless !== undefined) return new MissingError(`${valueless} …`);
  return new UsageError(options.map((word) => word.replace(/=.*$/s, '=…')).join(' '));
};

const commandOf = (positionals: readonly string[]): string => {
  const [first, second] = positionals;
  if (first === undefined) return '';
  const both = `${first} ${second ?? ''}`;
  if (Object.hasOwn(allowed, both)) return both;
  if (Object.hasOwn(allowed, first)) return first;
  const inGroup = commands.filter((command) => command.startsWith(`${first} `));
  throw new UsageError(inGroup.length > 0 ? both.trim() : first, inGroup.length > 0 ? inGroup : commands);
};

/** Whether it is a word that several commands begin with, as `accounts`. */
const isGroup = ([first = '', ...more]: readonly string[]): boolean =>
  more.length === 0 && commands.some((command) => command.startsWith(`${first} `));

/** The command that was meant, as far as that can be seen before the options are understood; empty when it cannot. */
const commandAmong = (argv: readonly string[]): string => {
  const words = argv.filter((word) => !word.startsWith('-'));
  const pairs = words.map((word, index) => `${word} ${words[index + 1] ?? ''}`);
  return [...pairs, ...words].find((word) => Object.hasOwn(allowed, word)) ?? '';
};

const dashedWords = (argv: readonly string[]): readonly string[] => {
  const end = argv.indexOf('--');
  return argv.slice(0, end === -1 ? argv.length : end).filter((word) => /^-./s.test(word));
};

const nameOf = (word: string): string => word.replace(/^--/, '').replace(/=.*$/s, '');

const unitMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Reads `15m`, `12h`, `7d` or `2w` as milliseconds. Throws a UsageError for anything else, with what may stand there: the form, or a range of it. */
export const readDuration = (text: string, option: string, form = '1m, 2h, 3d, 4w …'): number => {
  const [, count, unit] = /^(\d{1,6})([mhdw])$/.exec(text) ?? [];
  const each = unit === undefined ? undefined : unitMs[unit];
  if (count === undefined || each === undefined) throw new UsageError(`--${option} ${text}`, [form]);
  return Number(count) * each;
};

/** Reads a whole number within bounds. Throws a UsageError for anything else. */
export const readCount = (text: string, option: string, least: number, most: number): number => {
  const count = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(count >= least && count <= most)) throw new UsageError(`--${option} ${text}`, [`${least}–${most}`]);
  return count;
};

/** Reads `NAME=VALUE` pairs, given as words or with an option; what is none of an option may be a key, and is not repeated. */
export const readPairs = (texts: readonly string[], option?: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf('=');
      if (at < 1) throw new UsageError(option === undefined ? text : `--${option} …`, ['NAME=VALUE']);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
