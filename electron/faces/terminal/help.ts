import type { ProviderDescription, SettingField } from '../../core/model/account.ts';
import { orderStatuses } from '../../core/model/order.ts';
import { rentalStates } from '../../core/model/rental.ts';
import { t, textOf } from '../../core/words/words.ts';
import type { Provider } from '../../core/ports/provider.ts';

/** The commands and the names of every provider's fields; for commands that take them, what each field is. All made from what the providers declare. */
export const helpText = (providers: readonly Provider[], command: string | null = null): string => {
  const names = providers.map(({ description }) =>
    t.cli_help_provider({
      id: description.id,
      secrets: description.credentials.map((field) => field.name).join(', '),
      settings: description.settings.map((field) => field.name).join(', '),
    }),
  );
  if (command === 'accounts add') {
    return [t.cli_help_add(), ...providers.map(({ description }) => fieldsOf(description, isKept))].join('\n');
  }
  if (command === 'sync') {
    return [t.cli_help_sync(), ...providers.map(({ description }) => fieldsOf(description, isForOneRound))].join('\n');
  }
  return command === null ? [t.cli_help(), ...names].join('\n') : commandHelp(command);
};

/** What stands of a command, or of all that begin with a word, in the list of commands, and which states can be asked for. */
const commandHelp = (command: string): string => {
  // Their words are said once for all of them.
  const asked = command.startsWith('rental ') ? 'rental' : command;
  const sections = sectionsOf(t.cli_help()).filter(([usage = '']) => `${usage} `.startsWith(`${asked} `));
  return [
    ...sections.flatMap(([usage = '', ...more]) => [`leasebell-cli ${usage}`, ...more]),
    ...(asked === 'rentals' ? [t.cli_help_states({ states: rentalStates.join(' ') })] : []),
    ...(asked === 'orders' ? [t.cli_help_statuses({ statuses: orderStatuses.join(' ') })] : []),
  ].join('\n');
};

/** The list of commands, a section each: its usage, and the lines that go on under it. */
const sectionsOf = (list: string): readonly (readonly string[])[] => {
  const sections: string[][] = [];
  for (const line of list.split('\n')) {
    const [, usage] = /^ {2}(\S.*)$/.exec(line) ?? [];
    if (usage !== undefined) sections.push([usage]);
    else if (line.startsWith('   ')) sections.at(-1)?.push(line);
  }
  return sections;
};

const isKept = ({ role }: SettingField): boolean => role !== 'round';
const isForOneRound = ({ role = 'account' }: SettingField): boolean => role !== 'account';

const fieldsOf = (description: ProviderDescription, isMeant: (field: SettingField) => boolean): string => {
  const isNew = isMeant === isKept;
  const sites = Object.entries(description.sites ?? {}).map(([site, address]) => `${site}: ${address}`);
  const address =
    sites.length > 0 ? sites.join(' · ') : (description.defaultBaseUrl ?? t.account_base_url_required_help());
  return [
    '',
    `${description.id} · ${textOf(description.name)}`,
    ...(isNew ? [`  ${textOf(description.keyHelp)}`, `  --base-url URL  ${address}`] : []),
    ...(isNew ? description.credentials.map(({ name, label }) => `  --secret ${name}  ${textOf(label)}`) : []),
    ...description.settings.filter(isMeant).flatMap(settingLines),
  ].join('\n');
};

const settingLines = (field: SettingField): readonly string[] => {
  const { name, label, help, parameter, choices } = field;
  const alias = parameter === undefined || parameter === name ? '' : ` (${parameter})`;
  return [
    `  --set ${name}=…${alias}  ${textOf(label)}`,
    ...choices.filter(({ value }) => value !== '').map(choiceLine),
    `      ${textOf(help)}`,
  ];
};

/** Some labels begin with their value. */
const choiceLine = ({ value, label }: SettingField['choices'][number]): string =>
  textOf(label).startsWith(`${value} `) ? `      ${textOf(label)}` : `      ${value}  ${textOf(label)}`;
