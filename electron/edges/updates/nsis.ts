import type { UpdateInfoAndProvider } from 'electron-updater/out/AppUpdater.js';
import { NsisUpdater } from 'electron-updater/out/NsisUpdater.js';
import { failed, success } from '../../core/model/failure.ts';
import { adapterOf, setUp, type Library, type LibraryParts } from './library.ts';
import { checkedOffer } from './offer.ts';

/** Checks the publisher's signature where the build has one, and runs the installer. */
class InstallerUpdater extends NsisUpdater {
  constructor(parts: LibraryParts) {
    super(null, adapterOf(parts));
    setUp(this, parts);
  }

  protected override async getUpdateInfoAndProvider(): Promise<UpdateInfoAndProvider> {
    return checkedOffer(await super.getUpdateInfoAndProvider());
  }
}

/** electron-updater for what its installer put on Windows. */
export const nsisLibrary = (parts: LibraryParts): Library => {
  const updater = new InstallerUpdater(parts);
  const nothing = (): Promise<void> => Promise.resolve();
  return {
    updater,
    prepare: nothing,
    stage: nothing,
    // It waits for this process to end, and asks nothing.
    install: (restart) => (updater.install(true, restart) ? success(null) : failed('update.not-installed')),
    forget: nothing,
  };
};
