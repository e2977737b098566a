import type { Locale } from '../../core/model/settings.ts';

/** The language that a POSIX environment asks for (LC_ALL before LC_MESSAGES before LANG); without one, the system's own. */
export const localeOf = (environment: Readonly<Record<string, string | undefined>>): Locale => {
  const asked = [environment['LC_ALL'], environment['LC_MESSAGES'], environment['LANG']].find(
    (value) => value !== undefined && value !== '',
  );
  return localeFor(asked ?? Intl.DateTimeFormat().resolvedOptions().locale);
};

/** The language that we speak nearest to a language tag. */
export const localeFor = (tag: string): Locale => (/^zh\b|^zh[-_]/i.test(tag) ? 'zh-CN' : 'en');
