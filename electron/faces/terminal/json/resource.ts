import type { ListedResource } from '../../../program/resources/questions.ts';

/** A resource in the shape of the terminal program's JSON: absent facts are null, never left out. */
export const resourceJson = ({ resource, account, provider }: ListedResource) => ({
  account,
  provider,
  id: resource.resourceId,
  name: resource.name,
  kind: resource.kind,
  region: resource.region,
  spec: resource.spec,
  state: resource.state,
  startsAt: resource.startsAt,
  end: { at: resource.end.at, basis: resource.end.basis },
  autoRenews: resource.autoRenews,
  price: resource.price,
  facts: resource.facts,
});
