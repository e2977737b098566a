import { expect, it } from 'vitest';
import {
  idleAcceptances,
  licenceFaults,
  lockedPackages,
  vulnerabilityFaults,
  type LockedPackage,
} from '../../../build/dependencies/audit.mjs';

const thing = (version: string, licence = 'MIT'): LockedPackage => ({
  name: 'thing',
  version,
  licence,
  isForDevelopers: false,
});
const advisory = { package: 'thing', id: 'GHSA-1', affected: '<1.4.2 || >=2.0.0 <2.0.1' };

it('names each locked package in the range of a known vulnerability, and no other', () => {
  expect(vulnerabilityFaults([thing('1.4.1'), thing('2.0.0')], [advisory])).toEqual([
    'thing 1.4.1 has a known vulnerability: GHSA-1.',
    'thing 2.0.0 has a known vulnerability: GHSA-1.',
  ]);
  expect(vulnerabilityFaults([thing('1.4.2'), { ...thing('1.0.0'), name: 'things' }], [advisory])).toEqual([]);
});

it('an accepted one needs a reason, and something that it accepts', () => {
  const accepted = { ...advisory, accepted: 'never called' };
  expect(vulnerabilityFaults([thing('1.0.0')], [accepted])).toEqual([]);
  expect(idleAcceptances([thing('1.0.0')], [accepted])).toEqual([]);
  expect(idleAcceptances([thing('3.0.0')], [accepted])).toEqual([
    'GHSA-1 is accepted, but affects nothing any more: remove that.',
  ]);
  expect(vulnerabilityFaults([], [{ ...accepted, accepted: ' ' }])).toEqual(['GHSA-1 was accepted without a reason.']);
});

it('one of two licences will do, an unknown one must have been looked at', () => {
  const licences = { shipped: ['MIT'], stated: { looked: 'MIT, in its LICENSE file only' } };
  expect(
    licenceFaults([thing('1.0.0', '(WTFPL OR MIT)'), { ...thing('1.0.0', ''), name: 'looked' }], licences),
  ).toEqual([]);
  expect(licenceFaults([thing('1.0.0', 'GPL-3.0')], licences)).toEqual([
    'thing 1.0.0 is shipped under “GPL-3.0”, which nobody looked at.',
  ]);
});

it('a package under an alias is known by its own name, one within another by its last', () => {
  const lock = {
    packages: {
      '': { name: 'leasebell' },
      'node_modules/keytar': { name: '@github/keytar', version: '7.10.6', license: 'MIT' },
      'node_modules/a/node_modules/@b/c': { version: '1.0.0', license: 'ISC', dev: true },
    },
  };
  expect(lockedPackages(lock)).toEqual([
    { name: '@github/keytar', version: '7.10.6', licence: 'MIT', isForDevelopers: false },
    { name: '@b/c', version: '1.0.0', licence: 'ISC', isForDevelopers: true },
  ]);
});
