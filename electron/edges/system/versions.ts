/** The versions that a report of a fault needs. */
export interface Versions {
  readonly app: string;
  readonly node: string;
  /** Null in the terminal program. */
  readonly electron: string | null;
  readonly chromium: string | null;
  readonly sqlite: string;
  readonly platform: string;
}

/** What the running program knows about itself; `sqlite` comes from the store, which asks the library. */
export const readVersions = (
  app: string,
  sqlite: string,
  { versions, platform, arch }: Pick<NodeJS.Process, 'versions' | 'platform' | 'arch'>,
): Versions => ({
  app,
  node: versions.node,
  electron: versions['electron'] ?? null,
  chromium: versions['chrome'] ?? null,
  sqlite,
  platform: `${platform}-${arch}`,
});

const numbers = (version: string): readonly number[] =>
  version.split('.').map((part) => Number.parseInt(part, 10) || 0);

/** Whether a dotted version is at least another one. */
const isAtLeast = (version: string, least: string): boolean => {
  const have = numbers(version);
  for (const [index, wanted] of numbers(least).entries()) {
    const part = have[index] ?? 0;
    if (part !== wanted) return part > wanted;
  }
  return true;
};

/** SQLite before this has a defect in its write-ahead log. */
const leastSqlite = '3.51.3';
/** The oldest Electron and Node that the program runs on. */
const leastElectron = '33.0.0';
/** The oldest version of Node that the program runs on. */
const leastNode = '20.18.0';

/** What is too old, one line each for the log or `doctor`; empty when everything is as it must be. */
export const outdatedParts = (versions: Versions): readonly string[] => {
  const rules: readonly (readonly [string, string | null, string])[] = [
    ['SQLite', versions.sqlite, leastSqlite],
    ['Electron', versions.electron, leastElectron],
    ['Node', versions.node, leastNode],
  ];
  return rules.flatMap(([name, version, least]) =>
    version === null || isAtLeast(version, least) ? [] : [`${name} ${version} < ${least}`],
  );
};
