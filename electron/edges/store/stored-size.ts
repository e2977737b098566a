import type { Fact, Order, SightedOrder, StoredOrder } from '../../core/model/order.ts';
import type { Resource, StoredResource } from '../../core/model/resource.ts';
import type { ReadOrder, ReadResource } from '../../core/ports/provider.ts';
import { isShaped } from './fact-shapes.ts';
import { leanJson, leanJsonWithout } from './lean-json.ts';

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

/** What of an order has a column of its own, or is not kept. */
const besideBody: Readonly<Record<Exclude<keyof (ReadOrder & StoredOrder), keyof OrderBody>, true>> = {
  accountId: true,
  facts: true,
  statusSeenAt: true,
  otherStatusSeenAt: true,
  missingRounds: true,
  finished: true,
  listFingerprint: true,
  detailReadAt: true,
  implausible: true,
};
const namesBesideBody: ReadonlySet<string> = new Set(Object.keys(besideBody));

/** The text of an order's body, as its row has it: the same as that of `orderBodyOf`, which is a copy. */
export const orderBodyText = (order: StoredOrder): string => leanJsonWithout(order, namesBesideBody);

/** A resource as its row has it, in the same way. */
type ResourceBody = Omit<Resource, 'accountId' | 'facts'>;

/** The body of a resource's row, whether it was just read or is about to be stored. */
export const resourceBodyOf = ({
  accountId: _account,
  facts: _facts,
  missingReadings: _missing,
  implausible: _warned,
  ...body
}: ReadResource & Partial<StoredResource>): ResourceBody => body;

/** What an order or a resource takes up by its row, in bytes: its facts, and its body four times over, for the rentals and the search that repeat it. */
export const storedBytesSql = 'octet_length(facts) + 4 * octet_length(body)';

/** The same of the texts of a row that is about to be written. */
export const storedBytesOf = (body: string, facts: string): number =>
  Buffer.byteLength(facts) + 4 * Buffer.byteLength(body);

/** The same of one that is not stored yet. */
export const storedBytes = (body: Body, facts: readonly Fact[]): number =>
  storedBytesOf(leanJson(body), JSON.stringify(isShaped(facts) ? facts.map(({ value }) => value) : facts));

/** What a body says of fields that it lacks, as orders and resources do. */
type Body = Pick<Order, 'incomplete' | 'cut'>;

/**
 * The facts and the body of an order or a resource that may take up so many bytes: the last facts give way, and the body tells where the
 * rest begins. Null where not even the body fits.
 */
export const shortenedTo = <Whole extends Body>(
  most: number,
  body: Whole,
  facts: readonly Fact[],
): { readonly body: Whole; readonly facts: readonly Fact[] } | null => {
  const isWithoutPaths = isShaped(facts);
  const sizes = facts.map((fact) => Buffer.byteLength(JSON.stringify(isWithoutPaths ? fact.value : fact)) + 1);
  let bytes = sizes.reduce((sum, size) => sum + size, 2);
  let kept = body;
  for (let end = facts.length; ;) {
    const bodyBytes = 4 * Buffer.byteLength(leanJson(kept));
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

const cutFrom = <Whole extends Body>(body: Whole, path: string): Whole => ({
  ...body,
  incomplete: [...new Set([...body.incomplete, path])],
  cut: [...new Set([path, ...(body.cut ?? [])])],
});
