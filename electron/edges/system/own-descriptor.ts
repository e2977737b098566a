import { constants, fstatSync, openSync, readdirSync, statSync, type Stats } from 'node:fs';
import { isatty } from 'node:tty';

/** The file of a terminal, by the number of its device, as ttyname(3) finds it: on macOS all of them lie in `/dev`. */
const terminalFile = ({ rdev }: Stats): string | null =>
  readdirSync('/dev')
    .filter((name) => name.startsWith('tty') && name !== 'tty')
    .map((name) => `/dev/${name}`)
    .find((path) => {
      const found = statSync(path, { throwIfNoEntry: false });
      return found?.isCharacterDevice() === true && found.rdev === rdev;
    }) ?? null;

/**
 * Opens the terminal or the pipe behind a descriptor once more, so that writing to it does not wait for its reader. The descriptor itself is
 * shared with the shell and other programs, which would no longer wait either. Returns the descriptor as it is where that cannot be done: of a
 * socket, of a pipe on other systems than Linux, on Windows; and for a file, which takes or refuses.
 */
export const ownDescriptor = (descriptor: number, platform: NodeJS.Platform = process.platform): number => {
  if (platform === 'win32') return descriptor;
  try {
    const isTerminal = isatty(descriptor);
    const found = fstatSync(descriptor);
    if (!isTerminal && !found.isFIFO()) return descriptor;
    const path = platform === 'linux' ? `/proc/self/fd/${descriptor}` : isTerminal ? terminalFile(found) : null;
    if (path === null) return descriptor;
    return openSync(path, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
  } catch {
    return descriptor;
  }
};
