import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { success } from '../../electron/core/model/failure.ts';
import { openForWriting } from '../../electron/edges/store/open.ts';
import { anEngine } from '../fakes/engine.ts';
import { seededRandom } from '../fakes/random.ts';
import { isAllTold } from './told.ts';

/**
 * The process that R2 kills: `node ringer-child.js STORE SHOWN MOST SEED`. The real engine over the store; its notifier notes what it
 * shows in the file SHOWN, one line of ids a ring, on the disk before it goes on, and confirms up to MOST milliseconds later. Ends by itself
 * once everything was told.
 */
const [path = '', shownPath = '', mostMs = '0', seed = '0'] = process.argv.slice(2);
const random = seededRandom(Number(seed));

const shown = openSync(shownPath, 'a');

const opened = openForWriting(path, Date.now());
if (!opened.ok) throw new Error(`the store did not open: ${opened.failure.code}`);
const store = opened.value;
if (store.setAside !== null) throw new Error('the store was set aside');

const engine = anEngine(store, () => Date.now(), {
  notifier: {
    show: async ({ ids }) => {
      await wait(random() * Number(mostMs));
      writeSync(shown, `${String(Date.now())} ${ids.join(' ')}\n`);
      fsyncSync(shown);
      await wait(random() * Number(mostMs));
      return success('native');
    },
  },
});

process.stdout.write('ready\n');
engine.start();
while (!isAllTold(store.database)) await wait(10);
await engine.stop();
closeSync(shown);
