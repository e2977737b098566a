import { rentalIdOf, type RentalId } from './ids.ts';

/** The scheme of links to rentals, which the system hands to this program. */
export const linkScheme = 'leasebell';

/** Longer ones name no rental. */
const maxLength = 2_000;
const form = /^leasebell:\/\/rental\/([A-Za-z0-9\-._~!$&'()*+,;=:@%]+)\/?$/;

/** Whether a text claims to be one of our links. */
const isLink = (text: string): boolean => text.toLowerCase().startsWith(`${linkScheme}:`);

/** Returns the link among the arguments of a start; of several the last. Null without one. */
export const linkAmong = (argv: readonly string[]): string | null => argv.findLast(isLink) ?? null;

/** Returns the rental that a link names, `leasebell://rental/<id>` with the id percent-encoded; null for anything else, whatever it looks like. */
export const linkedRental = (link: string): RentalId | null => {
  const encoded = link.length > maxLength ? undefined : form.exec(link)?.[1];
  if (encoded === undefined) return null;
  try {
    const id = decodeURIComponent(encoded);
    return /^\P{C}{1,500}$/u.test(id) ? rentalIdOf(id) : null;
  } catch {
    // Percent signs that encode nothing.
    return null;
  }
};
