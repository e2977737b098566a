import { autoUpdater } from 'electron';
import type { UpdateInfoAndProvider } from 'electron-updater/out/AppUpdater.js';
import { MacUpdater } from 'electron-updater/out/MacUpdater.js';
import { success } from '../../core/model/failure.ts';
import { UpdateError } from './failures.ts';
import { adapterOf, setUp, type Library, type LibraryParts } from './library.ts';
import { checkedOffer } from './offer.ts';

/** Hands what was downloaded to Squirrel, which checks its signature against this program's and puts it in place once it has ended. */
class SquirrelUpdater extends MacUpdater {
  constructor(parts: LibraryParts) {
    super(undefined, adapterOf(parts));
    setUp(this, parts);
    // Squirrel takes it as soon as it is downloaded, or it would not know yet whether it is signed.
    this.autoInstallOnAppQuit = true;
  }

  protected override async getUpdateInfoAndProvider(): Promise<UpdateInfoAndProvider> {
    return checkedOffer(await super.getUpdateInfoAndProvider());
  }
}

/** Settles with Squirrel's word about what it was given. */
const squirrelsWord = (): Promise<void> =>
  new Promise((resolve, reject) => {
    const over = (settle: () => void): void => {
      autoUpdater.removeListener('update-downloaded', taken);
      autoUpdater.removeListener('error', refused);
      settle();
    };
    const taken = (): void => over(resolve);
    const refused = ({ message }: Error): void =>
      over(() =>
        reject(
          new UpdateError(
            /signature/i.test(message)
              ? { code: 'update.refused', reason: 'signature' }
              : { code: 'update.not-installed' },
          ),
        ),
      );
    autoUpdater.on('update-downloaded', taken);
    autoUpdater.on('error', refused);
  });

/** electron-updater for a signed macOS app. */
export const macLibrary = (parts: LibraryParts): Library => {
  const updater = new SquirrelUpdater(parts);
  let word: Promise<void> = Promise.resolve();
  return {
    updater,
    prepare: () => {
      word = squirrelsWord();
      // Heard in `stage`; a download that fails before gets no word.
      word.catch(() => undefined);
      return Promise.resolve();
    },
    stage: () => word,
    install: (restart) => {
      // Without it Squirrel puts the new version in place all the same, once the program has ended.
      if (restart) updater.quitAndInstall();
      return success(null);
    },
    forget: () => Promise.resolve(),
  };
};
