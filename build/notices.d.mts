export declare const noticesName: string;
export declare function shippedFolders(lock?: unknown): readonly string[];
export declare function noticeOf(folder: string): { readonly heading: string; readonly text: string };
export declare function noticesText(folders: readonly string[]): string;
export declare function noticesIn(text: string): ReadonlyMap<string, string>;
export declare function noticeFaults(packages: readonly string[], text: string): readonly string[];
