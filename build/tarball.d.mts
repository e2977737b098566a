export declare function filesOfTerminal(read?: (path: string) => string): readonly string[];
