export declare function roffText(text: string): string;
