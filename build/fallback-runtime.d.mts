export declare const fallbackVersion: string;
