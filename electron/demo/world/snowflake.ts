/** The epoch of the 64-bit order ids at Wolover and UniCloud: id >> 22, plus this, is the creation in UTC milliseconds. */
const epochMs = 1_288_834_974_657n;

/** A 64-bit order id for a creation instant; the lower 22 bits tell apart what was created in the same millisecond. */
export function snowflake(createdAt: number, lowBits: number): bigint {
  return ((BigInt(createdAt) - epochMs) << 22n) | BigInt(lowBits & 0x3fffff);
}
