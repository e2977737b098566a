import { z } from 'zod';

const facts = z.object({ version: z.string(), runtime: z.string(), isPinned: z.boolean(), epoch: z.number() });
const shape = z.object({ app: z.string(), deb: z.string(), tarball: z.string(), facts }).nullable();

/** What `npm run package` made, and of what; null where no .deb can be made. build/e2e.mjs tells it. */
export const packages = shape.parse(JSON.parse(process.env['LEASEBELL_PACKAGES'] ?? 'null'));
