import type { AppAdapter } from 'electron-updater/out/AppAdapter.js';
import type { AppUpdater } from 'electron-updater/out/AppUpdater.js';
import type { Result } from '../../core/model/failure.ts';
import type { FeedExecutor } from './executor.ts';
import type { UpdatableCopy } from './feed.ts';

/** What electron-updater is used with, for every format. */
export interface LibraryParts {
  readonly copy: UpdatableCopy;
  /** The version of this program. */
  readonly version: string;
  /** A folder for downloads that is nobody else's; it need not be there. */
  readonly cache: string;
  readonly executor: FeedExecutor;
  /** This installation's place among all, in [0, 1): a version may be for a part of them first. It is never sent. */
  readonly share: number;
}

/** One format's part of electron-updater, and what differs between them. */
export interface Library {
  readonly updater: AppUpdater;
  /** Throws where this copy could not be replaced, before anything is downloaded. */
  readonly prepare: () => Promise<void>;
  /** Gets ready what was downloaded. */
  readonly stage: () => Promise<void>;
  readonly install: (restart: boolean) => Result<null>;
  /** Removes what is not needed any more once this is the newest version. */
  readonly forget: () => Promise<void>;
}

/** What electron-updater knows of the program: nothing that it could quit, or be told by of its end. */
export const adapterOf = ({ copy, version, cache }: LibraryParts): AppAdapter => ({
  version,
  name: 'leasebell',
  isPackaged: true,
  appUpdateConfigPath: copy.config,
  userDataPath: cache,
  baseCachePath: cache,
  whenReady: () => Promise.resolve(),
  relaunch: () => undefined,
  quit: () => undefined,
  onQuit: () => undefined,
});

/** Sets electron-updater up so that it does nothing by itself, and everything through our own way. */
export const setUp = (updater: AppUpdater, { copy, executor, share }: LibraryParts): void => {
  // Both are its own, and have no setter. The second would be written into a file, and sent.
  Object.assign(updater, { httpExecutor: executor, stagingUserIdPromise: { value: Promise.resolve('') } });
  updater.logger = null;
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  updater.allowDowngrade = false;
  updater.disableWebInstaller = true;
  // Many small requests, for a file that is checked as a whole in any case.
  updater.disableDifferentialDownload = true;
  updater.isUserWithinRollout = ({ stagingPercentage = 100 }) => share * 100 < stagingPercentage;
  const { url, channel } = copy.feed;
  updater.setFeedURL({ provider: 'generic', url: url.href, ...(channel === null ? {} : { channel }) });
};
