import { z } from 'zod';
import { idLeaf, leaf, nestedLeaf, raw } from '../../../electron/providers/reading/leaves.ts';

/** One lease of `GET /v1/leases`. */
export const leaseSchema = z.object({
  lease: idLeaf,
  state: leaf,
  host: leaf,
  hostname: leaf,
  flavour: leaf,
  zone: leaf,
  created: leaf,
  until: leaf,
  payBefore: leaf,
  price: leaf,
});

/** The envelope; an `error` is a failure whatever the status. */
export const answerSchema = z.object({
  leases: raw,
  total: leaf,
  error: nestedLeaf({ code: leaf, message: leaf }),
});
