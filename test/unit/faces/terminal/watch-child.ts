import { renameSync, writeFileSync } from 'node:fs';
import { success } from '../../../../electron/core/model/failure.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { estimated, stated } from '../../../fakes/orders.ts';
import { aRental } from '../../../fakes/rentals.ts';
import { aTerminal } from '../../../fakes/terminal.ts';
import { compose } from '../../../../electron/compose/engine.ts';
import { hour } from '../../../../electron/core/model/instant.ts';
import { speakIn } from '../../../../electron/core/words/words.ts';
import { ChannelChain } from '../../../../electron/channels/chain.ts';
import { providers } from '../../../../electron/providers/registry.ts';
import { memoryVault } from '../../../../electron/edges/secrets/memory-vault.ts';
import { insertAccount, noteRoundDone } from '../../../../electron/edges/store/accounts.ts';
import { writeSettings } from '../../../../electron/edges/store/settings.ts';
import { endProcess } from '../../../../electron/edges/system/end-process.ts';
import { silentLog } from '../../../../electron/edges/system/log.ts';
import { ownDescriptor } from '../../../../electron/edges/system/own-descriptor.ts';
import { dataFiles } from '../../../../electron/edges/system/paths.ts';
import { systemTimeZone } from '../../../../electron/edges/system/time-zone.ts';
import { messagesOver } from '../../../../electron/faces/terminal/output.ts';
import { watch } from '../../../../electron/faces/terminal/commands/sync.ts';
import { keepRental } from '../../../../electron/engine/polling/keep-rental.ts';

/**
 * `node watch-child.js FOLDER [REPORT PATIENCE]`: the real `watch` over three rentals, through two days of a clock of its own, in the zone of
 * its environment. Leaves a JSON document: what rang when, what was said, the exit status; on standard output, or in a file named REPORT.
 * With that it begins when it is told to on standard input, says more than any output holds on standard error, and gives the last of it
 * PATIENCE milliseconds.
 */
const [folder = '', report, patience = '0'] = process.argv.slice(2);
const messages = report === undefined ? null : messagesOver(ownDescriptor(2));
if (messages !== null) {
  messages.write('ready\n');
  await new Promise((resolve) => process.stdin.once('data', resolve));
}
const startMs = ms('2026-03-30T00:00:00Z');
const clock = { nowMs: startMs, now: () => clock.nowMs };
const localeSetting = () => ({ locale: 'en', timeZone: systemTimeZone() }) as const;
speakIn(() => 'en');

const rung: { readonly at: string; readonly heading: string; readonly body: string }[] = [];
const said: string[] = [];
const channels = new ChannelChain([
  {
    channel: 'native',
    health: () => Promise.resolve({ channel: 'native', state: 'ok', why: null }),
    show: ({ title, body }) => {
      rung.push({ at: new Date(clock.nowMs).toISOString(), heading: title, body });
      return Promise.resolve(success('shown'));
    },
  },
]);
const nothing = () => {
  throw new Error('nothing here asks a provider');
};

const opened = compose({
  folder,
  clock,
  localeSetting,
  channels,
  vault: memoryVault(),
  providers,
  openHttp: nothing,
  online: () => false,
  onActivate: () => undefined,
  news: () => undefined,
  log: silentLog(),
});
if (!opened.ok) throw new Error(opened.failure.code);
const { engine, running } = opened.value;
const { database } = engine;
insertAccount(database, anAccount({ addedAt: at('2026-03-01T00:00:00Z') }));
for (const [name, end] of [
  ['server', stated('2026-04-01T00:00:00Z')],
  ['disk', stated('2026-03-31T12:00:00Z')],
  ['guess', estimated('2026-03-31T18:00:00Z')],
] as const)
  keepRental(database, { rental: aRental({ id: `acc1:${name}`, title: name, end }), heldEnd: null }, [], startMs);
writeSettings(database, { quietHours: { from: '23:00', to: '07:00', timeZone: 'Asia/Shanghai', urgentPasses: true } });

/** Two days, a look each hour. */
const untilStopped = async (): Promise<void> => {
  for (let look = 0; look <= 2 * 24; look += 1) {
    clock.nowMs = startMs + look * hour;
    for (let line = 0; messages !== null && line < 5; line += 1) messages.write(`${'x'.repeat(4_000)}\n`);
    noteRoundDone(database, anAccount().id, at(new Date(clock.nowMs).toISOString()));
    // The first turn lets `watch` start the engine.
    for (let turn = 0; turn < 3; turn += 1) await new Promise(setImmediate);
    engine.tick();
    for (let turn = 0; turn < 3; turn += 1) await new Promise(setImmediate);
  }
};

const terminal = aTerminal({
  line: 'watch',
  storePath: dataFiles(folder).store,
  ...{ now: clock.now, localeSetting, said, channels, untilStopped },
  openRunning: () => success(running),
});
const { exit } = await watch(terminal);
const left = JSON.stringify({ rung, said, exit, zone: systemTimeZone() });
if (messages === null || report === undefined) process.stdout.write(left);
else {
  writeFileSync(`${report}.new`, left);
  renameSync(`${report}.new`, report);
  process.exitCode = (await messages.settled(Number(patience))) ? 0 : 1;
  endProcess(messages.isHeld());
}
