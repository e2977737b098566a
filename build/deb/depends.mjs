// Which Debian packages the program needs, from what its binaries name. The names hold for Debian 12 and Ubuntu 22.04 and later.
import { readElf } from './elf.mjs';

/** Some libraries have a second name since their clock has 64 bits (Ubuntu 24.04, Debian 13). */
const renamed = (name) => `${name} | ${name}t64`;

/** The package of each library; glibc's own are one. */
const packageOf = {
  'ld-linux-x86-64.so.2': 'libc6',
  'libX11.so.6': 'libx11-6',
  'libXcomposite.so.1': 'libxcomposite1',
  'libXdamage.so.1': 'libxdamage1',
  'libXext.so.6': 'libxext6',
  'libXfixes.so.3': 'libxfixes3',
  'libXrandr.so.2': 'libxrandr2',
  'libasound.so.2': renamed('libasound2'),
  'libatk-1.0.so.0': renamed('libatk1.0-0'),
  'libatk-bridge-2.0.so.0': renamed('libatk-bridge2.0-0'),
  'libatspi.so.0': renamed('libatspi2.0-0'),
  'libc.so.6': 'libc6',
  'libcairo.so.2': 'libcairo2',
  'libcups.so.2': renamed('libcups2'),
  'libdbus-1.so.3': 'libdbus-1-3',
  'libdl.so.2': 'libc6',
  'libdrm.so.2': 'libdrm2',
  'libexpat.so.1': 'libexpat1',
  'libgbm.so.1': 'libgbm1',
  'libgcc_s.so.1': 'libgcc-s1',
  'libgio-2.0.so.0': renamed('libglib2.0-0'),
  'libglib-2.0.so.0': renamed('libglib2.0-0'),
  'libgobject-2.0.so.0': renamed('libglib2.0-0'),
  'libgtk-3.so.0': renamed('libgtk-3-0'),
  'libm.so.6': 'libc6',
  'libnspr4.so': 'libnspr4',
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libpango-1.0.so.0': 'libpango-1.0-0',
  'libpthread.so.0': 'libc6',
  'libsecret-1.so.0': 'libsecret-1-0',
  'libsmime3.so': 'libnss3',
  'libstdc++.so.6': 'libstdc++6',
  'libudev.so.1': 'libudev1',
  'libxcb.so.1': 'libxcb1',
  'libxkbcommon.so.0': 'libxkbcommon0',
};

/** Loaded when it is needed, so that no binary names it: without it the runtime shows no notification. */
const loadedLater = ['libnotify4'];

/** `Depends` of binaries (paths): a sorted list. Throws when they name a library that neither they nor a known package bring. */
export function dependsOf(binaries, brought) {
  const read = binaries.map(readElf);
  const needed = [...new Set(read.flatMap((each) => each.needed))].filter((name) => !brought.includes(name));
  const unknown = needed.filter((name) => !Object.hasOwn(packageOf, name));
  if (unknown.length > 0) throw new Error(`build/deb/depends.mjs does not know the package of ${unknown.join(', ')}.`);
  const glibc = Math.max(...read.map((each) => each.glibc));
  const packages = new Set([...needed.map((name) => packageOf[name]), ...loadedLater]);
  return [...packages].map((name) => (name === 'libc6' ? `libc6 (>= 2.${glibc})` : name)).sort();
}
