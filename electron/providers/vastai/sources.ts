/*
 * What of Vast.ai's documents these files go by. All of it is of vast-ai/docs as of 2026-08-07 (c6246226), unless said otherwise:
 * - the list, its pages and columns: api-reference/openapi/yaml/show_instances.yaml;
 * - errors: api-reference/rate-limits-and-errors.mdx; a bad key as HTTP 404: jhammant/AIonDemandCluster#1, 2026-06-30;
 * - what a key may: api-reference/permissions.mdx;
 * - what ends when: guides/reference/faq/instances.mdx, guides/instances/manage-instances.mdx.
 */

/**
 * "When you rent an instance, the offer end date at the time of rental becomes your rental end date"; "the host can extend the rental
 * contract"; "expired instances cannot restart" and "may be deleted 48 hours after expiration" (faq/instances.mdx, manage-instances.mdx).
 * "May be" is no instant: words only.
 */
export const afterwards = 'provider_vastai_afterwards';

/** The same of what was rented at a bid: it "may be paused if outbid or if on-demand requested" (guides/instances/choosing/instance-types.mdx). */
export const afterwardsOfBid = 'provider_vastai_afterwards_bid';

/**
 * When the credit is used up, instances are stopped, and destroyed later where no card is on file (guides/reference/billing.mdx).
 */
export const balanceAfterwards = 'provider_vastai_balance_afterwards';
