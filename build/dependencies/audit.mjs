// node build/dependencies/audit.mjs: the dependencies as they are locked, against the vulnerabilities and licences in advisories.json, which are kept
// here because the registry's own audit cannot be asked from everywhere. With --online it asks the registry too.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { satisfies } from 'semver';
import { isMain, root } from '../project.mjs';
import { readWords } from '../words.mjs';

const json = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'));

/** The name under which a package was published: an alias has its own in the lock. */
const nameOf = (path, entry) => entry.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** Everything that the lock installs, as name, version, licence and whether only developers have it. */
export const lockedPackages = (lock) =>
  Object.entries(lock.packages)
    .filter(([path]) => path !== '')
    .map(([path, entry]) => ({
      name: nameOf(path, entry),
      version: entry.version,
      licence: String(entry.license ?? ''),
      isForDevelopers: entry.dev === true || entry.devOptional === true,
    }));

/** A sentence for each locked package that a known vulnerability affects, unless it was accepted with a reason; and for each entry that says nothing. */
export function vulnerabilityFaults(packages, advisories) {
  const unreasoned = advisories.filter(({ accepted }) => accepted !== undefined && accepted.trim() === '');
  const affected = advisories
    .filter(({ accepted }) => accepted === undefined)
    .flatMap((advisory) =>
      packages
        .filter(({ name, version }) => name === advisory.package && satisfies(version, advisory.affected))
        .map(({ name, version }) => `${name} ${version} has a known vulnerability: ${advisory.id}.`),
    );
  return [...affected, ...unreasoned.map(({ id }) => `${id} was accepted without a reason.`)];
}

/** An acceptance that no longer accepts anything would hide the next one. */
export const idleAcceptances = (packages, advisories) =>
  advisories
    .filter(({ accepted }) => accepted !== undefined)
    .filter(
      (advisory) =>
        !packages.some(({ name, version }) => name === advisory.package && satisfies(version, advisory.affected)),
    )
    .map(({ id }) => `${id} is accepted, but affects nothing any more: remove that.`);

const allows = (licence, allowed) =>
  licence
    .replace(/^\((.*)\)$/, '$1')
    .split(' OR ')
    .some((one) => allowed.includes(one));

/** A sentence for each shipped package whose licence is not among those that our users may receive it under. */
export const licenceFaults = (packages, { shipped, stated }) =>
  packages
    .filter(({ name, licence }) => !allows(licence, shipped) && !Object.hasOwn(stated, name))
    .map(({ name, version, licence }) => `${name} ${version} is shipped under “${licence}”, which nobody looked at.`);

/** What is in the built parts, once they are built; before that, what is installed for users. */
function shippedNames() {
  const bundled = ['main', 'preload', 'renderer'].map((part) => join('out', part, 'bundled.json'));
  return bundled.filter((file) => existsSync(join(root, file))).flatMap((file) => json(file).map(({ name }) => name));
}

function askRegistry() {
  const { status } = spawnSync('npm', ['audit', '--omit=dev'], { cwd: root, stdio: 'inherit' });
  return status === 0;
}

function audit() {
  const { advisories, licences } = json('build/dependencies/advisories.json');
  const packages = lockedPackages(json('package-lock.json'));
  const bundled = shippedNames();
  const shipped = packages.filter(({ name, isForDevelopers }) => !isForDevelopers || bundled.includes(name));
  return [
    ...vulnerabilityFaults(packages, advisories),
    ...idleAcceptances(packages, advisories),
    ...licenceFaults(shipped, licences),
  ];
}

if (isMain(import.meta.url)) {
  const { values } = readWords(import.meta.url, { options: { online: { type: 'boolean' } } });
  const faults = audit();
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  const online = !values.online || askRegistry();
  process.exitCode = faults.length === 0 && online ? 0 : 1;
}
