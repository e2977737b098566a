export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly isForDevelopers: boolean;
}
export interface Advisory {
  readonly package: string;
  readonly id: string;
  readonly affected: string;
  readonly accepted?: string;
}
export declare function lockedPackages(lock: unknown): readonly LockedPackage[];
export declare function vulnerabilityFaults(
  packages: readonly LockedPackage[],
  advisories: readonly Advisory[],
): readonly string[];
export declare function idleAcceptances(
  packages: readonly LockedPackage[],
  advisories: readonly Advisory[],
): readonly string[];
export declare function licenceFaults(
  packages: readonly LockedPackage[],
  licences: { readonly shipped: readonly string[]; readonly stated: Readonly<Record<string, string>> },
): readonly string[];
