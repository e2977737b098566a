/**
 * JSON without the members that are null: of an order or a rental most say nothing, and each would name itself in every row. The readers'
 * schemas take what is absent for null.
 */
export const leanJson = (value: object): string => JSON.stringify(withoutNulls(value));

const withoutNulls = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutNulls);
  const lean: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) if (member !== null) lean[name] = withoutNulls(member);
  return lean;
};
