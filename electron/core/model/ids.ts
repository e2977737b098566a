declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** A point in time as canonical UTC text with milliseconds (`2026-10-18T00:00:00.000Z`), so that text order is time order. */
export type Instant = Branded<'Instant'>;
/** One account in this installation; random, never shown. */
export type AccountId = Branded<'AccountId'>;
/** An order's id at its provider: always text, since 64-bit ids do not fit a double. Unique only together with its account. */
export type ProviderOrderId = Branded<'ProviderOrderId'>;
/** One resource within its account: product, region and the provider's id. */
export type ResourceKey = Branded<'ResourceKey'>;
/** One rental: its account and the first order item, or the resource, that it was assembled from. Stays the same when it is renewed. */
export type RentalId = Branded<'RentalId'>;
/** One row of the reminder log: rental, deadline, point, end instant and channel. */
export type ReminderId = Branded<'ReminderId'>;

/** Takes a text that is known to be an account's id as one. */
export const accountIdOf = (text: string): AccountId => text as AccountId;
/** Takes a text that is known to be a provider's order id as one. */
export const providerOrderIdOf = (text: string): ProviderOrderId => text as ProviderOrderId;
/** Takes a text that is known to be a rental's id as one. */
export const rentalIdOf = (text: string): RentalId => text as RentalId;
/** Takes a text that is known to be a reminder's id as one. */
export const reminderIdOf = (text: string): ReminderId => text as ReminderId;
/** Takes a text that is known to be a resource's key as one. */
export const resourceKeyOf = (text: string): ResourceKey => text as ResourceKey;
