// Where big downloads are kept between checkouts. Built-ins only.
import { homedir } from 'node:os';
import { join } from 'node:path';

const places = {
  darwin: () => join(homedir(), 'Library/Caches'),
  win32: () => process.env.LOCALAPPDATA ?? join(homedir(), 'AppData/Local'),
};

/** The user's cache folder for Leasebell; `LEASEBELL_CACHE` overrides it. It may not exist yet. */
export function cacheFolder() {
  if (process.env.LEASEBELL_CACHE) return process.env.LEASEBELL_CACHE;
  const place = places[process.platform] ?? (() => process.env.XDG_CACHE_HOME || join(homedir(), '.cache'));
  return join(place(), 'leasebell');
}
