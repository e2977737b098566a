/** A thousand years: instants are text of a fixed form, which ends with the year 9999. */
const maxRetryAfterMs = 365_250 * 24 * 3600 * 1000;

/**
 * How long a `Retry-After` header asks to wait, in milliseconds: seconds, or an HTTP date (RFC 9110, 10.2.3). A date is measured against
 * the `Date` of the same response, since our clock may be wrong. Of several the longest
 * counts. Null when there is none, when it is nonsense, zero or past.
 */
export const retryAfterMs = (header: string | undefined, date: string | undefined, nowMs: number): number | null => {
  const asked = valuesOf(header ?? '').map((value) => {
    if (/^\d+$/.test(value)) return Number(value) * 1000;
    const until = httpDateMs(value);
    return until === null ? 0 : until - (httpDateMs(date ?? '') ?? nowMs);
  });
  return positive(Math.max(...asked));
};

/** A proxy may add a header of its own; a date has a comma too, before its day. */
const valuesOf = (header: string): readonly string[] => header.split(/,(?! ?\d\d[ -])/).map((value) => value.trim());

const positive = (durationMs: number): number | null => (durationMs > 0 ? Math.min(durationMs, maxRetryAfterMs) : null);

/** Epoch milliseconds of an HTTP date in any of its three forms; null for any other text. */
export const httpDateMs = (text: string): number | null => {
  const imf = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
  const rfc850 = /^[A-Z][a-z]+day, (\d{2}-[A-Z][a-z]{2})-(\d{2}) (\d{2}:\d{2}:\d{2}) GMT$/;
  const asctime = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) ([ \d]\d) (\d{2}:\d{2}:\d{2}) (\d{4})$/;
  const trimmed = text.trim();
  const short = rfc850.exec(trimmed);
  const old = asctime.exec(trimmed);
  const read = short
    ? `${short[1]?.replace('-', ' ')} 20${short[2]} ${short[3]} GMT`
    : old
      ? `${old[2]?.trim()} ${old[1]} ${old[4]} ${old[3]} GMT`
      : imf.test(trimmed)
        ? trimmed
        : '';
  const epochMs = Date.parse(read);
  return Number.isNaN(epochMs) ? null : epochMs;
};
