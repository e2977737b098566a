/** Text that JSON writes as it is, in quotation marks: neither these nor escapes, control characters or surrogates, which may be lone. */
const asItIs = /^[^"\\\u0000-\u001f\ud800-\udfff]*$/;

/** Returns a text as `JSON.stringify` writes it, in less time for most texts. */
export const quotedJson = (text: string): string => (asItIs.test(text) ? `"${text}"` : JSON.stringify(text));
