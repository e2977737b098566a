import { isAbsolute, sep } from 'node:path';

/**
 * Returns the file of the AppImage that this program runs from, by which it is started anew: what it runs from is gone when it ends. Null for every
 * other copy; one that another program's AppImage has started inherits what names that one's file, but does not run from inside its mount.
 */
export const ownImageOf = (
  environment: Readonly<Record<string, string | undefined>>,
  executable: string,
): string | null => {
  const { APPIMAGE: image = '', APPDIR: mount = '' } = environment;
  const isInside = isAbsolute(mount) && executable.startsWith(mount.endsWith(sep) ? mount : mount + sep);
  return isAbsolute(image) && isInside ? image : null;
};
