import type { ProviderDescription, SettingField } from '../electron/core/model/account.ts';
import type { Locale } from '../electron/core/model/settings.ts';
import { sentenceOf, speakIn, t } from '../electron/core/words/words.ts';
import { providers } from '../electron/providers/registry.ts';

/** What the READMEs say about providers, as Markdown: what each asks for, then every setting. Made from what the providers declare. */
export const providerTables = (locale: Locale): string => {
  speakIn(() => locale);
  const descriptions = providers.map(({ description }) => description);
  return [
    row([t.readme_provider(), t.readme_key(), t.readme_required(), t.readme_end(), t.readme_calls()]),
    row(Array.from({ length: 5 }, () => '---')),
    ...descriptions.map(providerRow),
    '',
    `<details><summary>${t.readme_settings()}</summary>`,
    '',
    row([t.readme_setting(), t.readme_parameter(), t.readme_meaning(), t.readme_values()]),
    row(Array.from({ length: 4 }, () => '---')),
    ...descriptions.flatMap(settingRows),
    '',
    '</details>',
  ].join('\n');
};

const textOf = (key: string): string => sentenceOf(key) ?? key;
const code = (text: string): string => `\`${text}\``;
const row = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;

const providerRow = (description: ProviderDescription): string => {
  const needed = [
    ...(description.defaultBaseUrl === null ? [t.account_base_url()] : []),
    ...description.settings.filter(({ initial }) => initial === null).map(({ label }) => textOf(label)),
  ];
  return row([
    textOf(description.name),
    description.credentials.map(({ name, label }) => `${textOf(label)} (${code(name)})`).join(t.common_comma()),
    needed.length === 0 ? '–' : needed.join(t.common_comma()),
    textOf(description.endHelp),
    description.calls.map(code).join('<br>'),
  ]);
};

const settingRows = ({ id, settings }: ProviderDescription): readonly string[] =>
  settings.map((field) =>
    row([
      `${id} ${code(field.name)}`,
      field.parameter === undefined ? '–' : code(field.parameter),
      meaningOf(field),
      valuesOf(field),
    ]),
  );

const meaningOf = ({ label, role = 'account' }: SettingField): string =>
  role === 'filter'
    ? t.readme_filter({ label: textOf(label) })
    : role === 'round'
      ? t.readme_one_round({ label: textOf(label) })
      : textOf(label);

const valuesOf = ({ kind, choices, range }: SettingField): string => {
  if (kind === 'choice') return choices.flatMap(({ value }) => (value === '' ? [] : [code(value)])).join(' ');
  if (kind === 'number' && range !== undefined) return `${range.least}–${range.most}`;
  return kind === 'time' ? code('yyyy-MM-dd HH:mm:ss') : t.readme_text();
};
