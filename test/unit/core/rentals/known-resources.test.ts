import { describe, expect, it } from 'vitest';
import { keyOfResource } from '../../../../electron/core/model/resource.ts';
import { withKnownKeys, type StoredName } from '../../../../electron/core/rentals/known-resources.ts';
import { aResource } from '../../../fakes/resources.ts';

const key = (product: string, resourceId = 'i-1') => keyOfResource({ product, resourceId });
const listed = (product: string, resourceId = 'i-1') => ({
  ...aResource({ resourceId }),
  key: key(product, resourceId),
});
const stored = (product: string, missingReadings = 0, resourceId = 'i-1'): StoredName => ({
  key: key(product, resourceId),
  resourceId,
  missingReadings,
});
const keys = (read: readonly string[], known: readonly StoredName[]) => {
  const { resources, mayBeListed } = withKnownKeys(
    read.map((product) => listed(product)),
    known,
  );
  return { keys: resources.map((resource) => resource.key), mayBeListed };
};

describe('a resource whose product is said in part', () => {
  it.each([
    ['ecs', 'ecs.ecs'],
    ['ecs.ecs', 'ecs'],
    ['', 'ecs.ecs'],
    ['ecs.ecs', ''],
    ['rords', 'rds.rords'],
    ['rds', 'rds.rords'],
    ['rds.rords', 'rords'],
  ])('%s is the one that is known as %s', (said, known) => {
    expect(keys([said], [stored(known)])).toEqual({ keys: [key(known)], mayBeListed: [] });
  });

  it.each([
    ['rds.rds', 'ecs.ecs'],
    ['ecs.rords', 'ecs.ecs'],
    ['rds', 'ecs'],
    ['ecs.rds', 'rds.ecs'],
  ])('%s is another than %s', (said, known) => {
    expect(keys([said], [stored(known)])).toEqual({ keys: [key(said)], mayBeListed: [] });
  });

  it('is never one with another id, even where the id holds slashes and dots', () => {
    expect(withKnownKeys([listed('ecs', 'a/i-1')], [stored('ecs.ecs', 0, 'i-1')]).resources[0]?.key).toBe('ecs/a/i-1');
    expect(withKnownKeys([listed('ecs', 'a.b/i-1')], [stored('ecs.ecs', 0, 'a.b/i-1')]).resources[0]?.key).toBe(
      'ecs.ecs/a.b/i-1',
    );
  });

  it('takes the name of nobody who is listed too', () => {
    const known = [stored('ecs.ecs'), stored('ecs.rords')];
    expect(keys(['ecs', 'ecs.ecs'], known).keys).toEqual([key('ecs.rords'), key('ecs.ecs')]);
    expect(new Set(keys(['ecs', 'ecs.ecs', ''], known).keys).size).toBe(3);
  });

  it('may be either of two, of which none counts as missing then', () => {
    const known = [stored('ecs.ecs'), stored('ecs.rords')];
    expect(keys(['ecs'], known)).toEqual({ keys: [key('ecs.ecs')], mayBeListed: [key('ecs.rords')] });
  });

  it('that an earlier release took for two is the one that is still there', () => {
    expect(keys(['ecs.ecs'], [stored('ecs.ecs', 2), stored('ecs')]).keys).toEqual([key('ecs')]);
    expect(keys(['ecs'], [stored('ecs.ecs', 2), stored('ecs')]).keys).toEqual([key('ecs')]);
    const both = [stored('ecs.ecs', 1), stored('ecs')];
    expect(keys(['ecs'], both)).toEqual({ keys: [key('ecs')], mayBeListed: [key('ecs.ecs')] });
  });

  it('that is listed again after it was gone is the one that it was', () => {
    expect(keys(['ecs'], [stored('ecs.ecs', 2)]).keys).toEqual([key('ecs.ecs')]);
    expect(keys(['ecs.ecs'], [stored('ecs.ecs', 2)]).keys).toEqual([key('ecs.ecs')]);
  });
});

it('leaves readings alone in which everything is as it was', () => {
  const read = [listed('ecs.ecs'), listed('rds.rds')];
  expect(withKnownKeys(read, [stored('ecs.ecs'), stored('rds.rds')]).resources).toBe(read);
});
