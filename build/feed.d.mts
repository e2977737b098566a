export declare function feedFlags(
  address: string,
  build: { readonly platform: string; readonly arch: string; readonly hasIdentity: boolean },
): readonly string[];
