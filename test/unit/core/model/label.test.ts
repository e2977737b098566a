import { describe, expect, it } from 'vitest';
import { findByLabel, labelKeyOf } from '../../../../electron/core/model/label.ts';

const composed = 'Caf\u00e9';
const apart = 'Cafe\u0301';

describe('a label', () => {
  it.each([
    ['W', 'W\u200c'],
    ['W', 'W\ufe0f'],
    ['GPU Lab', 'gpu lab'],
    [composed, apart],
    ['\ud55c', '\u1112\u1161\u11ab'],
    ['prod', '\u202eprod\u202c'],
    ['prod', 'pr\u200bod'],
    ['a b', ' a \u3000b '],
  ])('%j and %j name the same', (one, other) => {
    expect(labelKeyOf(one)).toBe(labelKeyOf(other));
    expect(findByLabel([{ label: one }], other)).toEqual({ label: one });
  });

  it.each([
    ['a', 'b'],
    ['ａ', 'a'],
    ['é', 'e'],
  ])('%j and %j do not', (one, other) => {
    expect(findByLabel([{ label: one }], other)).toBeNull();
  });

  it('of an earlier release that differs by its composition alone is found as it is written', () => {
    const twins = [{ label: composed }, { label: apart }];
    for (const { label } of twins) expect(findByLabel(twins, label)).toEqual({ label });
    expect(findByLabel(twins, apart.toUpperCase())).toEqual({ label: composed });
  });
});
