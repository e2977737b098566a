import type { UpdateInfoAndProvider } from 'electron-updater/out/AppUpdater.js';
import { z } from 'zod';
import { UpdateError } from './failures.ts';

const sha512 = z.string().regex(/^[A-Za-z0-9+/]{86}==$/);
const text = z.string().min(1).max(500);

/** What is read of a list of versions. All else is left out: it could ask for an administrator's rights, or for more files. */
const offerSchema = z
  .object({
    version: z.string().min(1).max(60),
    files: z.tuple([z.object({ url: text, sha512 })], z.object({ url: text, sha512 })),
    stagingPercentage: z.number().default(100),
    minimumSystemVersion: text.default(''),
  })
  // What lists of old had in the place of files.
  .transform((offer) => ({ ...offer, path: offer.files[0].url, sha512: offer.files[0].sha512, releaseDate: '' }));

/** Returns what the server offers, reduced to what is needed of it. Throws `update.unreadable` where it is no list of versions. */
export const checkedOffer = ({ info, provider }: UpdateInfoAndProvider): UpdateInfoAndProvider => {
  const offer = offerSchema.safeParse(info);
  if (!offer.success) throw new UpdateError({ code: 'update.unreadable' });
  return { provider, info: offer.data };
};
