import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** How a run was asked for: `npm run faults -- R7 --full --seed 5`. */
export const asked = {
  full: process.env['LEASEBELL_FAULTS_FULL'] === '1',
  seed: Number(process.env['LEASEBELL_FAULTS_SEED'] ?? '') || 20260301,
};

/** Prints what a run found as one JSON line, and keeps it when the run was a full one. */
export const report = (id: string, figures: Readonly<Record<string, unknown>>): void => {
  const line = JSON.stringify({ id, seed: asked.seed, full: asked.full, ...figures });
  process.stdout.write(`${line}\n`);
  if (!asked.full) return;
  const folder = fileURLToPath(new URL('results/', import.meta.url));
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}${id.toLowerCase()}.json`, `${line}\n`);
};
