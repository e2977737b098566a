// Lays out the files of the package below a folder, as they will lie below the root of the system. Why there: build/decisions/packages.md.
import {
  chmodSync,
  cpSync,
  lutimesSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../project.mjs';
import { entriesUnder } from './entries.mjs';
import { manualPages } from './man.mjs';

/** Where the app's own files are, below the root of the system. */
export const appFolder = 'usr/lib/leasebell';

const text = (path) => readFileSync(join(root, path), 'utf8');
const zipped = (content) => gzipSync(content, { level: 9 });

const changelog = ({ name, version, epoch }) => `${name} (${version}) stable; urgency=medium

  * Leasebell ${version}.

 -- Leasebell <maintainers@leasebell.invalid>  ${new Date(epoch * 1000).toUTCString().replace('GMT', '+0000')}
`;

/** The machine-readable form (DEP 5): a paragraph's text is indented, and an empty line is a dot. */
function copyright(template) {
  const [, holder, ...terms] = text('LICENSE')
    .trim()
    .split(/\n{2,}/);
  const lines = terms.join('\n\n').split('\n');
  return template
    .replace('@HOLDER@', holder.replace('Copyright (c) ', ''))
    .replace('@TERMS@', lines.map((line) => ` ${line === '' ? '.' : line}`).join('\n'));
}

/** Path and content of each file besides the app's own. */
function documents(about) {
  const { name, upstream, date } = about;
  const filled = (file) => text(`build/deb/files/${file}`).replace('@VERSION@', upstream).replace('@DATE@', date);
  return [
    ['usr/share/applications/leasebell.desktop', filled('leasebell.desktop')],
    ['usr/share/metainfo/io.leasebell.app.metainfo.xml', filled('io.leasebell.app.metainfo.xml')],
    [`usr/share/doc/${name}/copyright`, copyright(filled('copyright'))],
    [`usr/share/doc/${name}/changelog.gz`, zipped(changelog(about))],
    [join(appFolder, 'apparmor-profile'), filled('apparmor')],
    ...manualPages({ version: upstream, date }).map(([path, page]) => [path, zipped(page)]),
    ...readdirSync(join(root, 'build/icons/app')).map((icon) => [
      `usr/share/icons/hicolor/${icon.replace('.png', '')}/apps/leasebell.png`,
      readFileSync(join(root, 'build/icons/app', icon)),
    ]),
  ];
}

const links = {
  'usr/bin/leasebell': '../lib/leasebell/leasebell',
  'usr/bin/leasebell-cli': '../lib/leasebell/leasebell-cli',
};

/** Lays out everything under `folder`. `app` is the folder of the unpacked app; `about`: `{ name, version, upstream, date, epoch }`. */
export function stage(folder, app, about) {
  const put = (path, make) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    make(join(folder, path));
  };
  // The builder leaves it for the AppImage; what a package manager has put here nothing else may replace.
  const filter = (path) => basename(path) !== 'app-update.yml';
  put(appFolder, (place) => cpSync(app, place, { recursive: true, filter }));
  for (const [path, content] of documents(about)) put(path, (place) => writeFileSync(place, content));
  for (const [path, target] of Object.entries(links)) put(path, (place) => symlinkSync(target, place));
}

/** The helper that gives the sandbox its rights is root's and takes them on (setuid); all else is readable, and what is started stays so. */
function modeOf(path, stats) {
  if (path === join(appFolder, 'chrome-sandbox')) return 0o4755;
  if (/\.so(\.\d+)?$/.test(path)) return 0o644;
  return stats.isDirectory() || (stats.mode & 0o100) !== 0 ? 0o755 : 0o644;
}

/** Gives everything under `folder` the modes and the one time that the archive is to hold, whoever made the files and when. */
export function settle(folder, epoch) {
  for (const { path, file, stats } of entriesUnder(folder)) {
    if (!stats.isSymbolicLink()) chmodSync(file, modeOf(path, stats));
    lutimesSync(file, epoch, epoch);
  }
  chmodSync(folder, 0o755);
  lutimesSync(folder, epoch, epoch);
}
