import { t } from '../contract/words/words.ts';
import type { Provider } from '../providers/provider.ts';

/** The commands, and the fields of every provider, made from what the providers declare. */
export const helpText = (providers: readonly Provider[]): string =>
  [
    t.cli_help(),
    ...providers.map(({ description }) =>
      t.cli_help_provider({
        id: description.id,
        secrets: description.credentials.map((field) => field.name).join(', '),
        settings: description.settings.map((field) => field.name).join(', '),
      }),
    ),
  ].join('\n');
