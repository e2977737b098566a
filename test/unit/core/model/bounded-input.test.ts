import { describe, expect, it } from 'vitest';
import { inputFault } from '../../../../electron/contract/bounded-input.ts';
import { requestNames } from '../../../../electron/contract/requests.ts';
import { hostileInputs, validInputs } from '../../../fakes/inputs.ts';

/** The largest account that its schema takes. */
const largest = {
  provider: 'p'.repeat(40),
  label: 'l'.repeat(100),
  baseUrl: 'b'.repeat(500),
  settings: Object.fromEntries(
    Array.from({ length: 20 }, (_, index) => [`setting${String(index)}`, 's'.repeat(10_000)]),
  ),
  secrets: Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`secret${String(index)}`, 'k'.repeat(4096)])),
  allowHttp: false,
};

describe('what a schema may see', () => {
  it.each(requestNames)('the input of %s', (name) => {
    expect(inputFault(validInputs[name])).toBeNull();
  });

  it('the largest input, nothing, and texts of any script', () => {
    for (const input of [largest, undefined, null, {}, { label: '训练机 𠮷 🔔', note: undefined }])
      expect(inputFault(input)).toBeNull();
  });
});

describe('what no schema may see', () => {
  it.each(Object.entries(hostileInputs))('%s', (_name, make) => {
    expect(inputFault(make())).not.toBeNull();
  });

  it('a list of four billion holes, without a look at any of them', () => {
    const holes: unknown = new Proxy(Object.assign([], { length: 4_294_967_295 }), {
      getOwnPropertyDescriptor: () => {
        throw new Error('a hole was looked at');
      },
      ownKeys: () => {
        throw new Error('the holes were listed');
      },
    });
    expect(inputFault({ id: holes })).toBe('too-large');
    expect(inputFault(holes)).toBe('wrong-type');
  });

  it('costs the same however much of it there is', () => {
    const looks = (count: number): number => {
      let looked = 0;
      const input = new Proxy(
        Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${String(index)}`, 1])),
        {
          getOwnPropertyDescriptor: (target, name) => {
            looked += 1;
            return Reflect.getOwnPropertyDescriptor(target, name);
          },
          get: () => {
            throw new Error('a value was read');
          },
        },
      );
      expect(inputFault(input)).toBe('too-large');
      return looked;
    };
    expect(looks(10_000)).toBe(looks(1_000));
    expect(looks(10_000)).toBeLessThan(1_000);
  });
});
