import { chmod, mkdir, rm } from 'node:fs/promises';
import { failed, success, type Result } from '../../core/model/failure.ts';
import type { FeedWay, Updater } from '../../core/ports/updater.ts';
import { FeedExecutor } from './executor.ts';
import { updateFailure } from './failures.ts';
import type { UpdatableCopy } from './feed.ts';
import type { Library, LibraryParts } from './library.ts';

/** What an updater is made of. */
export interface UpdaterParts extends Pick<LibraryParts, 'version' | 'cache' | 'share'> {
  readonly copy: UpdatableCopy;
  readonly way: FeedWay;
  /** The file of the AppImage that runs; not asked for elsewhere. */
  readonly image: string;
}

/** Makes the updater of this copy's format over electron-updater, of which only that part is loaded. */
export const openUpdater = async ({ way, image, ...known }: UpdaterParts): Promise<Updater> => {
  const executor = new FeedExecutor(way, known.copy.feed.url);
  const parts = { ...known, executor };
  return new LibraryUpdater(await libraryFor(parts, image), parts);
};

const libraryFor = async (parts: LibraryParts, image: string): Promise<Library> => {
  const { format } = parts.copy;
  if (format === 'nsis') return (await import('./nsis.ts')).nsisLibrary(parts);
  if (format === 'mac') return (await import('./mac.ts')).macLibrary(parts);
  return (await import('./app-image.ts')).appImageLibrary(parts, image);
};

class LibraryUpdater implements Updater {
  readonly #library: Library;
  readonly #parts: LibraryParts;

  constructor(library: Library, parts: LibraryParts) {
    this.#library = library;
    this.#parts = parts;
  }

  look(): Promise<Result<string | null>> {
    return asData(async () => {
      const { updater } = this.#library;
      const seen = await updater.checkForUpdates();
      if (seen === null) throw new Error('electron-updater takes this copy for one without updates');
      const { version } = seen.updateInfo;
      if (seen.isUpdateAvailable) return success(version);
      if (updater.currentVersion.compare(version) > 0)
        return failed('update.refused', { reason: 'older', detail: version });
      await this.#library.forget();
      await rm(this.#parts.cache, { recursive: true, force: true });
      return success(null);
    });
  }

  download(told: (percent: number | null) => void): Promise<Result<null>> {
    return asData(async () => {
      const { cache, executor } = this.#parts;
      await this.#library.prepare();
      await mkdir(cache, { recursive: true, mode: 0o700 });
      await chmod(cache, 0o700);
      executor.told = told;
      await this.#library.updater.downloadUpdate();
      await this.#library.stage();
      return success(null);
    });
  }

  install(restart: boolean): Result<null> {
    try {
      return this.#library.install(restart);
    } catch (error) {
      return { ok: false, failure: updateFailure(error) };
    }
  }
}

/** Expected errors as data. */
const asData = async <Value>(act: () => Promise<Result<Value>>): Promise<Result<Value>> => {
  try {
    return await act();
  } catch (error) {
    return { ok: false, failure: updateFailure(error) };
  }
};
