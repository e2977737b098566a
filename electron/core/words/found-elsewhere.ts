import { hasTerm, type SearchedTerms } from '../model/found-text.ts';
import type { RentalView } from '../model/rental.ts';
import { kindsCalled } from './kind-words.ts';
import { t } from './words.ts';

type Searched = Pick<RentalView, 'tags' | 'resourceId' | 'orders' | 'region' | 'resourceType' | 'provider' | 'spec'>;

/**
 * Returns where the terms were found that stand in none of the texts that are shown of a rental, each place once: its tags by name, else what is
 * known of it, else the details of its orders or of what its provider lists.
 */
export const foundElsewhere = (
  rental: Searched,
  { needed }: SearchedTerms,
  shown: readonly string[],
): readonly string[] => {
  const unseen = needed.filter((term) => !shown.some((text) => hasTerm(text, term)));
  return [...new Set(unseen.flatMap((term) => placesOf(rental, term)))];
};

const placesOf = (rental: Searched, term: string): readonly string[] => {
  const tags = rental.tags.filter((tag) => hasTerm(tag, term));
  if (tags.length > 0) return tags.map((tag) => t.rental_found_tag({ tag }));
  const has = (text: string | null): boolean => text !== null && hasTerm(text, term);
  if ([rental.resourceId, ...rental.orders].some(has)) return [t.rental_found_id()];
  if (has(rental.region)) return [t.rental_found_region()];
  if (has(rental.spec)) return [t.rental_found_spec()];
  if (has(rental.resourceType) || isKind(rental, term.toLowerCase())) return [t.rental_found_kind()];
  return [has(rental.provider) ? t.rental_found_provider() : t.rental_found_details()];
};

const isKind = ({ provider, resourceType }: Searched, term: string): boolean =>
  kindsCalled(term).some(
    (kind) => kind.provider === provider && kind.writings.includes(resourceType?.toLowerCase() ?? ''),
  );
