// What both commands need before anything else: a Node that fits, system packages, npm packages. Built-ins only.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './project.mjs';
import { Problem } from './steps.mjs';

const numbers = (version) => version.replace(/^\D+/, '').split('.').map(Number);

function isAtLeast(version, least) {
  const [major, minor = 0] = numbers(version);
  const [leastMajor, leastMinor = 0] = numbers(least);
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}

/** Refuses a Node that is too old, with the version to get. */
export function assertNode() {
  const least = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).engines.node;
  if (isAtLeast(process.versions.node, least)) return;
  throw new Problem(
    `Leasebell needs Node ${least}; this is ${process.versions.node}. Install a newer one and try again.`,
  );
}

/** Whether a window can be shown here. */
export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
