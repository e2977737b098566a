import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../../../.github/workflows', import.meta.url));
const workflows = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const);

describe.each(workflows)('%s', (_name, text) => {
  it('runs only actions that are pinned to a commit, and says which release that is', () => {
    const uses = [...text.matchAll(/uses: (.*)/g)].map(([, action = '']) => action);
    expect(uses.length).toBeGreaterThan(0);
    for (const action of uses) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('may write nothing but where a job says so, and keeps no credentials in the checkout', () => {
    expect(text).toMatch(/^permissions:\n {2}contents: read\n\n/m);
    expect(text).not.toMatch(/pull_request_target|write-all|secrets\./);
    const checkouts = text.split('actions/checkout@').slice(1);
    for (const after of checkouts) expect(after.split('- uses:')[0]).toContain('persist-credentials: false');
  });

  it('puts nothing that a stranger may name into a script', () => {
    const scripts = [...text.matchAll(/run: (?:\|\n((?: {10}.*\n)+)|(.*))/g)].map(([all]) => all);
    for (const script of scripts) expect(script.replaceAll('${{ matrix.name }}', '')).not.toContain('${{');
  });

  it('ends by itself', () => {
    const jobs = text.split(/\n {4}runs-on:/).length - 1;
    expect([...text.matchAll(/timeout-minutes: \d+/g)]).toHaveLength(jobs);
  });
});
