export const locales = ['zh-CN', 'en'] as const;
/** A language that the product speaks. */
export type Locale = (typeof locales)[number];

/** The user's own choices; stored in the store. */
export interface Settings {
  readonly locale: Locale | 'system';
  readonly theme: 'light' | 'dark' | 'system';
}

export const initialSettings: Settings = { locale: 'system', theme: 'system' };
