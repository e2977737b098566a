import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { UpdateAbsence } from '../../core/model/update.ts';

/** Where newer versions of this copy are announced. */
export interface Feed {
  /** https, or plain http on this computer; ends with a slash. */
  readonly url: URL;
  /** The first part of the list's name; null for the usual one. */
  readonly channel: string | null;
}

/** How this copy replaces itself. */
type UpdateFormat = 'appimage' | 'nsis' | 'mac';

/** A copy that can be updated. */
export interface UpdatableCopy {
  readonly format: UpdateFormat;
  readonly feed: Feed;
  /** What the builder wrote, which electron-updater reads besides. */
  readonly config: string;
}

/** What is known of how this copy runs. */
export interface RunningCopy {
  readonly platform: NodeJS.Platform;
  readonly isPackaged: boolean;
  /** The file of the AppImage that it runs from; null for every other copy. */
  readonly image: string | null;
  /** The folder of the program's resources. */
  readonly resources: string;
}

const loopbackHosts: readonly string[] = ['127.0.0.1', '[::1]', 'localhost'];

/** Reads an address to update from; null for one that is not https (plain http on this computer aside), or has more than a path. */
export const feedUrlOf = (text: string): URL | null => {
  if (!URL.canParse(text) || /[?#]/.test(text)) return null;
  const url = new URL(text);
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && loopbackHosts.includes(url.hostname));
  if (!isSafe || url.username !== '' || url.password !== '') return null;
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
};

/** Reads what the builder wrote (`app-update.yml`, a line for each fact); null where it names no usable address. */
export const feedIn = (text: string): Feed | null => {
  const fact = (name: string): string | null =>
    new RegExp(`^${name}: *['"]?([^'"\\s]+)['"]?\\s*$`, 'm').exec(text)?.[1] ?? null;
  const url = feedUrlOf(fact('url') ?? '');
  return url === null || fact('provider') !== 'generic' ? null : { url, channel: fact('channel') };
};

/** Returns how this copy is updated, or why it is not. */
export const updatableCopy = ({
  platform,
  isPackaged,
  image,
  resources,
}: RunningCopy): UpdatableCopy | UpdateAbsence => {
  if (!isPackaged) return 'update_off_sources';
  if (platform === 'linux' && image === null) return 'update_off_package';
  const config = join(resources, 'app-update.yml');
  const feed = feedIn(textOf(config));
  if (feed === null) return 'update_off_no_feed';
  return { format: platform === 'linux' ? 'appimage' : platform === 'darwin' ? 'mac' : 'nsis', feed, config };
};

const textOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};
