// The notices of the libraries that the package contains, made from what is really in it: out/THIRD-PARTY-NOTICES.txt.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './project.mjs';

/** Where the notices are made, and how the file is called in the package. */
export const noticesName = 'THIRD-PARTY-NOTICES.txt';
export const noticesFile = join(root, 'out', noticesName);

const line = '='.repeat(80);
const licenceName = /^(licen[cs]e|copying|notice|copyright)|-licen[cs]e(\.(txt|md))?$/i;
/** A licence that lists those of what was built into the tool itself, which is not in our package. */
const foreignPart = /^#+ Licenses of bundled dependencies$/m;

const json = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** The packages whose code is inside the built parts, as build/bundled.ts noted them. */
const bundledIn = (part) => json(join(root, 'out', part, 'bundled.json')).map(({ folder }) => folder);

/** The packages that lie in the package as they are: what the program depends on at run time, as npm installed it. */
export function shippedFolders(lock = json(join(root, 'package-lock.json'))) {
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path !== '' && !entry.dev && !entry.devOptional)
    .filter(([path, entry]) => !entry.optional || existsSync(join(root, path)))
    .map(([path]) => path);
}

/** Licence files of a package; the programs that it brings along in `vendor` have their own. */
function licenceFiles(folder, isVendor = false) {
  const inside = readdirSync(folder, { withFileTypes: true }).sort((one, other) => (one.name < other.name ? -1 : 1));
  return inside.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isFile()) return licenceName.test(entry.name) && !/\.[cm]?[jt]s$/.test(entry.name) ? [path] : [];
    return entry.isDirectory() && (isVendor || entry.name === 'vendor') ? licenceFiles(path, true) : [];
  });
}

/** What a README says under its heading "License", for packages that have no file of their own. */
function licenceInReadme(folder) {
  const name = readdirSync(folder).find((file) => /^readme(\.md|\.markdown|\.txt)?$/i.test(file));
  const text = name === undefined ? '' : readFileSync(join(folder, name), 'utf8');
  const section =
    /^(?:#+ *|)licen[cs]e\b[^\n]*\n(?:[-=]+\n)?([\s\S]*?)(?=^#+ |$(?![\s\S]))/im.exec(text)?.[1]?.trim() ?? '';
  return /permission|copyright/i.test(section) ? section : null;
}

const authorOf = ({ author }) => (typeof author === 'string' ? author : author?.name) ?? 'the authors';

/** The words that the two shortest licences consist of, for a package that names one of them and has no text at all. */
const spdx = {
  MIT: 'Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:\n\nThe above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.\n\nTHE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.',
  ISC: 'Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted, provided that the above copyright notice and this permission notice appear in all copies.\n\nTHE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.',
};

function licenceText(folder, description) {
  const files = licenceFiles(folder);
  if (files.length > 0)
    return files
      .map((file) => readFileSync(file, 'utf8').split(foreignPart)[0].trim())
      .join(`\n\n${'-'.repeat(80)}\n\n`);
  const inReadme = licenceInReadme(folder);
  if (inReadme !== null) return inReadme;
  const standard = Object.hasOwn(spdx, description.license ?? '') ? spdx[description.license] : null;
  if (standard === null)
    throw new Error(
      `${description.name} ${description.version} has no licence text (it names ${description.license}).`,
    );
  return `Copyright (c) ${authorOf(description)}\n\n${standard}`;
}

/** The notice of the package in a folder: its heading, and the full text of its licence. Throws when it has none. */
export function noticeOf(folder) {
  const description = json(join(folder, 'package.json'));
  const { name, version, license } = description;
  const heading = `${name} ${version} (${typeof license === 'string' ? license : 'licence below'})`;
  return { heading, text: licenceText(folder, description) };
}

/** The whole file from the notices of the packages in `folders`. */
export function noticesText(folders) {
  const byHeading = new Map(folders.map((folder) => noticeOf(folder)).map(({ heading, text }) => [heading, text]));
  const sections = [...byHeading].sort(([one], [other]) => (one < other ? -1 : 1));
  const intro =
    'Leasebell contains the libraries below. Electron and Chromium have their notices in LICENSE.electron.txt and LICENSES.chromium.html.';
  return `${intro}\n\n${sections.map(([heading, text]) => `${line}\n${heading}\n${line}\n\n${text}\n`).join('\n')}`;
}

/** What a file of notices holds: the text by the name and version of its package. */
export function noticesIn(text) {
  const parts = text.split(new RegExp(`^${line}\\r?\\n`, 'm')).slice(1);
  const pairs = parts.flatMap((part, index) =>
    index % 2 === 0 ? [[part.trim(), (parts[index + 1] ?? '').trim()]] : [],
  );
  return new Map(pairs.map(([heading, body]) => [heading.split(' (')[0], body]));
}

/** Which of the packages (`name version`) have no notice in a file of notices, a sentence each. */
export function noticeFaults(packages, text) {
  const notices = noticesIn(text);
  return packages
    .filter((each) => (notices.get(each) ?? '').length < 100)
    .map((each) => `${noticesName} has no licence of ${each}`);
}

/** Writes the notices of everything that the built parts and the package contain. */
export function writeNotices() {
  const folders = new Set([...['main', 'preload', 'renderer'].flatMap(bundledIn), ...shippedFolders()]);
  mkdirSync(join(root, 'out'), { recursive: true });
  writeFileSync(noticesFile, noticesText([...folders].map((folder) => join(root, folder))));
}
