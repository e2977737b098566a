import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { accountIdOf } from '../../electron/core/model/ids.ts';
import { initialSettings } from '../../electron/core/model/settings.ts';
import type { DemoParts } from '../../electron/program/demo/session.ts';
import type { Engine } from '../../electron/engine/engine.ts';
import { nodeGateway } from '../../electron/edges/http/node-gateway.ts';
import { nothingConfirmed } from '../../electron/edges/http/ca-consent.ts';
import { openRound } from '../../electron/edges/http/open-round.ts';
import { openForWriting, type OpenStore } from '../../electron/edges/store/open.ts';
import { runningOver } from '../../electron/program/running/running.ts';
import { anEngine } from './engine.ts';
import { chance } from '../../electron/edges/system/chance.ts';

/** Opens a program as the demo does: over a real store in a folder, which `prepare` may change first, speaking to the demo's servers by real HTTP. */
export const demoProgramAt =
  (nowMs: number, prepare: (store: OpenStore) => void = () => undefined): DemoParts['openRunning'] =>
  (folder, vault) => {
    const now = (): number => nowMs;
    const store = openForWriting(join(folder, 'leasebell.sqlite'), nowMs);
    if (!store.ok) return store;
    prepare(store.value);
    const gateway = nodeGateway(initialSettings, () => Promise.resolve(null), nothingConfirmed);
    const openHttp: Engine['openHttp'] = (_account, signal) =>
      openRound(gateway.forRound(), { now, random: chance }, signal);
    let accounts = 0;
    const newAccountId = () => accountIdOf(`demo${String((accounts += 1))}`);
    const engine = anEngine(store.value, now, { vault, openHttp, newAccountId, nonce: randomUUID });
    return { ok: true, value: runningOver(engine) };
  };
