import { readFileSync } from 'node:fs';
import { PageClient } from '../world/page-client.ts';
import { trafficSchema } from '../world/traffic.ts';

/**
 * The floor of a round: `node pages-floor.js URL TRAFFIC`. Asks for the pages that the file TRAFFIC names, in that order and as many at
 * once as it says, and lets their bodies pass by.
 */
const [url = '', path = ''] = process.argv.slice(2);
const { requests, mostAtOnce } = trafficSchema.parse(JSON.parse(readFileSync(path, 'utf8')));

const client = new PageClient(url, mostAtOnce);
const left = requests.values();
const drainRest = async (): Promise<void> => {
  for (const { page, size } of left) await client.drain(page, size);
};
await Promise.all(Array.from({ length: mostAtOnce }, drainRest));
await client.close();
