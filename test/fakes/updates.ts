import { success, type Result } from '../../electron/core/model/failure.ts';
import type { Instant } from '../../electron/core/model/ids.ts';
import type { Updater } from '../../electron/core/ports/updater.ts';
import { UpdateDesk, type UpdateParts } from '../../electron/program/desktop/update-desk.ts';

/** What a desk of updates remembers, in memory. */
export const updateMemory = (automatic = true) => {
  const kept: { automatic: boolean; lookedAt: Instant | null } = { automatic, lookedAt: null };
  return {
    kept,
    automatic: () => kept.automatic,
    setAutomatic: (on: boolean): Result<null> => {
      kept.automatic = on;
      return success(null);
    },
    lookedAt: () => kept.lookedAt,
    noteLooked: (at: Instant) => {
      kept.lookedAt = at;
    },
  };
};

/** A desk of updates as the test says; without a source it is one of a copy that was started from its sources. */
export const anUpdateDesk = (parts: Partial<UpdateParts> = {}): UpdateDesk =>
  new UpdateDesk({
    source: 'update_off_sources',
    memory: updateMemory(),
    now: () => 0,
    after: () => () => undefined,
    isDemo: () => false,
    onChanged: () => undefined,
    restart: () => undefined,
    log: { error: () => undefined, warn: () => undefined },
    ...parts,
  });

/** An updater that says what the test says, and keeps what it was asked. */
export class FakeUpdater implements Updater {
  readonly asked: string[] = [];
  seen: Result<string | null> = success('0.2.0');
  brought: () => Promise<Result<null>> = () => Promise.resolve(success(null));
  installed: Result<null> = success(null);
  told: (percent: number | null) => void = () => undefined;

  look(): Promise<Result<string | null>> {
    this.asked.push('look');
    return Promise.resolve(this.seen);
  }

  download(told: (percent: number | null) => void): Promise<Result<null>> {
    this.asked.push('download');
    this.told = told;
    return this.brought();
  }

  install(restart: boolean): Result<null> {
    this.asked.push(restart ? 'install and restart' : 'install');
    return this.installed;
  }
}
