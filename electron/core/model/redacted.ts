/** Stands wherever a key was, or would have been, written down. */
export const redacted = '[redacted]';
