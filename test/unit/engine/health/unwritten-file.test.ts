import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { leaveDamageMarker } from '../../../../electron/edges/store/open.ts';
import { readHealth, writeHealth } from '../../../../electron/engine/health/health-file.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { aFolder } from '../../../fakes/store.ts';

describe.runIf(process.platform !== 'win32')('a pipe in the place of what the bell writes while it rings', () => {
  it('is replaced by its health, and not waited for', () => {
    const store = join(aFolder(), 'leasebell.db');
    execFileSync('mkfifo', [`${store}.health.new`]);
    const health = { lastLookAt: at('2026-03-31T22:00:00Z'), troubles: [] };
    writeHealth(store, health);
    expect(readHealth(store, ms('2026-03-31T22:00:01Z'))).toEqual(health);
  });

  it('marks a damaged store as well as a file does', () => {
    const store = join(aFolder(), 'leasebell.db');
    execFileSync('mkfifo', [`${store}.check`]);
    leaveDamageMarker(store);
    expect(existsSync(`${store}.check`)).toBe(true);
  });
});
