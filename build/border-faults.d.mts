export declare function packageOf(specifier: string): string;
export declare function packageFault(file: string, specifier: string): string | null;
export declare function fileFault(file: string, target: string): string | null;
export declare function storeyOf(file: string): { readonly entry: string; readonly folder: string } | null;
export declare function providerOf(file: string): string | undefined;
export declare function providerNameFault(file: string, text: string, ids: readonly string[]): string | null;
export declare function nameFault(file: string, specifier: string, name: string): string | null;
