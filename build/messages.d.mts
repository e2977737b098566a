export declare function messageFaults(
  byLocale: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): readonly string[];
