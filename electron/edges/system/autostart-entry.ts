/** What a desktop's autostart entry says (Desktop Application Autostart Specification 0.5 and Desktop Entry Specification 1.5). */
export interface AutostartEntry {
  /** Neither hidden nor switched off by the desktop's own settings. */
  readonly isOn: boolean;
  /** The program that it starts; null when it names none. */
  readonly program: string | null;
}

/** An argument as `Exec` has it: quoted, with what is special within quotes escaped, a percent sign doubled. */
const quoted = (argument: string): string => `"${argument.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%')}"`;

/** A value of type string: a backslash and what would end the line are escaped. */
const asString = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t');

const escapes: Readonly<Record<string, string>> = { s: ' ', n: '\n', t: '\t', r: '\r', '\\': '\\' };
const fromString = (value: string): string =>
  value.replace(/\\(.)/g, (escape, letter: string) => escapes[letter] ?? escape);

/** Returns the text of an entry that starts a command; `names` by the locale that `Name[…]` takes, the empty one for every other. */
export const autostartText = (command: readonly string[], names: Readonly<Record<string, string>>): string =>
  [
    '[Desktop Entry]',
    'Type=Application',
    ...Object.entries(names).map(([locale, name]) => `Name${locale === '' ? '' : `[${locale}]`}=${asString(name)}`),
    `Exec=${asString(command.map(quoted).join(' '))}`,
    'Icon=leasebell',
    'Terminal=false',
    'StartupNotify=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');

/** Reads an entry, whoever wrote it. */
export const readAutostart = (text: string): AutostartEntry => {
  const values = valuesOf(text);
  const isOff = values.get('Hidden') === 'true' || values.get('X-GNOME-Autostart-enabled') === 'false';
  const exec = fromString(values.get('Exec') ?? '');
  return { isOn: !isOff, program: firstArgument(exec) };
};

/** The values of the main group; of a key that stands there twice, the last. */
const valuesOf = (text: string): ReadonlyMap<string, string> => {
  const values = new Map<string, string>();
  let group = '';
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith('[')) group = line.trim();
    const at = line.indexOf('=');
    if (group === '[Desktop Entry]' && at > 0) values.set(line.slice(0, at).trim(), line.slice(at + 1).trim());
  }
  return values;
};

const firstArgument = (exec: string): string | null => {
  const inQuotes = /^\s*"((?:[^"\\]|\\.)*)"/.exec(exec)?.[1];
  const found = inQuotes?.replace(/\\(.)/g, '$1') ?? /^\s*([^\s"]+)/.exec(exec)?.[1];
  return found?.replaceAll('%%', '%') ?? null;
};
