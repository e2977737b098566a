/** Path relative to the root → text. */
export type SourceTree = ReadonlyMap<string, string>;
export interface Imports {
  readonly files: readonly string[];
  readonly packages: readonly string[];
}
export type Arrows = ReadonlyMap<string, ReadonlySet<string>>;
export declare function readSources(root: string, folders: readonly string[]): SourceTree;
export declare function importsOf(path: string, text: string): Imports;
export declare function fileArrows(tree: SourceTree): Arrows;
export declare function arrowsBetween(arrows: Arrows, nameOf: (path: string) => string): Arrows;
export declare function findCircle(arrows: Arrows): readonly string[] | null;
export declare function folderOf(path: string): string;
export declare function storeyNameOf(path: string): string;
