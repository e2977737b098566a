import { describe, expect, it } from 'vitest';
import { rentalIdOf } from '../../../../electron/core/model/ids.ts';
import { linkAmong, linkedRental } from '../../../../electron/core/model/rental-link.ts';
import { linkTo } from '../../../fakes/links.ts';

describe('a link to a rental', () => {
  it.each(['acc1:order-3/item-1', 'a-1:七牛 #4?x=%20&y', 'balance:abcd', `x${'y'.repeat(499)}`])(
    'leads to %s, whatever its id is made of',
    (id) => {
      expect(linkedRental(linkTo(rentalIdOf(id)))).toBe(id);
    },
  );

  it('may end as browsers end addresses', () => {
    expect(linkedRental('leasebell://rental/abc/')).toBe('abc');
  });

  it.each([
    'leasebell://rental/',
    'leasebell://rental',
    'leasebell:rental/abc',
    'leasebell://rental/a/b',
    'leasebell://rental/abc?x=1',
    'leasebell://rental/abc#x',
    'leasebell://account/abc',
    'leasebell://user@rental/abc',
    'leasebell://rental:80/abc',
    'LEASEBELL://rental/abc',
    ' leasebell://rental/abc',
    'leasebell://rental/a b',
    'leasebell://rental/a%0Ab',
    'leasebell://rental/%E2%80%AEabc',
    'leasebell://rental/%',
    'leasebell://rental/%ff',
    'leasebell://rental/abc\n--remote-debugging-port=1',
    `leasebell://rental/${'x'.repeat(501)}`,
    `leasebell://rental/${'%41'.repeat(700)}`,
    'https://rental/abc',
    '--leasebell://rental/abc',
    '',
  ])('is nothing else: %j', (link) => {
    expect(linkedRental(link)).toBeNull();
  });

  it('is found among the arguments of a start, the last of several, even where it names nothing', () => {
    expect(linkAmong(['/opt/leasebell', '--hidden', 'leasebell://rental/a', 'leasebell://rental/b'])).toBe(
      'leasebell://rental/b',
    );
    expect(linkAmong(['/opt/leasebell', 'LeaseBell:anything'])).toBe('LeaseBell:anything');
    expect(linkAmong(['/opt/leasebell', '--data-dir=/leasebell:x'])).toBeNull();
  });
});
