import type { OrderJson } from '../answers/order.ts';

const columns = [
  'account',
  'provider',
  'providerOrderId',
  'orderNumber',
  'kind',
  'status',
  'providerStatus',
  'title',
  'placedAt',
  'paidAt',
  'cancelledAt',
  'payBy',
  'listPrice',
  'price',
  'paid',
  'items',
  'facts',
  'incomplete',
] as const satisfies readonly (keyof OrderJson)[];

const byteOrderMark = '\ufeff';
const lineEnd = '\r\n';

/** Orders as CSV (RFC 4180) for spreadsheets: the JSON names as header, nested values as JSON, cells that a spreadsheet would run made harmless. */
export const csvOf = (orders: readonly OrderJson[]): string =>
  byteOrderMark +
  [columns.join(','), ...orders.map((order) => columns.map((column) => cell(order[column])).join(','))].join(lineEnd) +
  lineEnd;

const cell = (value: unknown): string => {
  if (value === null) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  // A cell that starts like this is a formula to a spreadsheet: one from a provider's answer could run commands.
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
};
