import type { Order, SightedOrder } from '../../core/model/order.ts';
import type { ReadOrder } from '../../core/ports/provider.ts';

/** An order as its row has it: its facts have a column of their own, and so has what our polling saw. */
export type OrderBody = Omit<Order, 'accountId' | 'facts'>;

/** The body of an order's row, whether it was just read or is about to be stored. */
export const orderBodyOf = ({
  accountId: _account,
  facts: _facts,
  statusSeenAt: _seen,
  otherStatusSeenAt: _otherSeen,
  missingRounds: _missing,
  finished: _finished,
  listFingerprint: _fingerprint,
  detailReadAt: _read,
  implausible: _warned,
  ...body
}: ReadOrder & Partial<SightedOrder & { readonly finished: boolean }>): OrderBody => body;

/** What an order takes up by its row, in bytes: its facts, and its body four times over, for the rentals and the search that repeat it. */
export const storedBytesSql = 'octet_length(facts) + 4 * octet_length(body)';

/** What of a row's body tells that its facts are kept in part. */
type CutBody = Pick<OrderBody, 'incomplete' | 'cut'>;

/** The same of an order that is not stored yet, or of a resource. */
export const storedBytes = (body: CutBody, facts: Order['facts']): number => bytesOf(facts) + 4 * bytesOf(body);

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/**
 * The facts and the body of an order or a resource that may take up so many bytes: the last facts give way, and the body tells where the
 * rest begins.
 * Null where not even its body fits.
 */
export const shortenedTo = <Body extends CutBody>(
  most: number,
  body: Body,
  facts: Order['facts'],
): { readonly body: Body; readonly facts: Order['facts'] } | null => {
  const sizes = facts.map((fact) => bytesOf(fact) + 1);
  let bytes = sizes.reduce((sum, size) => sum + size, 2);
  let kept = body;
  for (let end = facts.length; ;) {
    const bodyBytes = 4 * bytesOf(kept);
    if (bytes + bodyBytes <= most) return { body: kept, facts: facts.slice(0, end) };
    while (end > 0 && bytes + bodyBytes > most) {
      end -= 1;
      bytes -= sizes[end] ?? 0;
    }
    const first = facts[end];
    if (bytes + bodyBytes > most || first === undefined) return null;
    kept = cutFrom(body, first.path.slice(0, maxNameLength));
  }
};

const maxNameLength = 200;

const cutFrom = <Body extends CutBody>(body: Body, path: string): Body => ({
  ...body,
  incomplete: [...new Set([...body.incomplete, path])],
  cut: [...new Set([path, ...(body.cut ?? [])])],
});
