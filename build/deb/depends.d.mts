export declare function dependsOf(binaries: readonly string[], brought: readonly string[]): readonly string[];
