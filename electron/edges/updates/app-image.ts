import { constants, renameSync } from 'node:fs';
import { access, copyFile, open, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppImageUpdater } from 'electron-updater/out/AppImageUpdater.js';
import type { UpdateInfoAndProvider } from 'electron-updater/out/AppUpdater.js';
import { success } from '../../core/model/failure.ts';
import { adapterOf, setUp, type Library, type LibraryParts } from './library.ts';
import { checkedOffer } from './offer.ts';

/**
 * Replaces an AppImage by a file that lies beside it already, in one step: electron-updater's own way removes the old one first, and gives the new
 * one its own name, which what starts the program at login does not know.
 */
class ImageUpdater extends AppImageUpdater {
  readonly #image: string;

  constructor(parts: LibraryParts, image: string) {
    super(null, adapterOf(parts));
    this.#image = image;
    setUp(this, parts);
  }

  override isUpdaterActive(): boolean {
    return true;
  }

  get #staged(): string {
    return join(dirname(this.#image), `.${basename(this.#image)}.update`);
  }

  /** Throws where the folder takes no file. */
  async prepare(): Promise<void> {
    await access(dirname(this.#image), constants.W_OK);
  }

  /** Copies what was downloaded beside the image, safe on the disk. */
  async stage(): Promise<void> {
    const { installerPath } = this;
    if (installerPath === null) throw new Error('nothing was downloaded');
    await copyFile(installerPath, this.#staged);
    const file = await open(this.#staged, 'r+');
    try {
      await file.chmod((await stat(this.#image)).mode & 0o777);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  put(): void {
    renameSync(this.#staged, this.#image);
  }

  async forget(): Promise<void> {
    await rm(this.#staged, { force: true });
  }

  protected override async getUpdateInfoAndProvider(): Promise<UpdateInfoAndProvider> {
    return checkedOffer(await super.getUpdateInfoAndProvider());
  }
}

/** electron-updater for an AppImage, which lies at `image`. */
export const appImageLibrary = (parts: LibraryParts, image: string): Library => {
  const updater = new ImageUpdater(parts, image);
  return {
    updater,
    prepare: () => updater.prepare(),
    stage: () => updater.stage(),
    install: () => {
      updater.put();
      return success(null);
    },
    forget: () => updater.forget(),
  };
};
