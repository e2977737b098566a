export declare function messageFaults(
  byLocale: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): readonly string[];

export declare function unreadKeys(keys: readonly string[], sources: readonly string[]): readonly string[];
