import { describe, expect, it } from 'vitest';
import { createLinkOpener, isAllowedLink } from '../../../../electron/faces/window/external-links.ts';

const hosts = ['portal.qiniu.com'];

describe('links to the browser', () => {
  it('opens https on a host that is listed exactly', () => {
    expect(isAllowedLink('https://portal.qiniu.com/certificate?x=1', hosts)).toBe(true);
  });

  it.each([
    'http://portal.qiniu.com/',
    'https://portal.qiniu.com:8443/',
    'https://qiniu.com/',
    'https://x.portal.qiniu.com/',
    'https://portal.qiniu.com.example/',
    'https://portal.qiniu.com@example/',
    'https://user@portal.qiniu.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'ms-settings:about',
    '\\\\server\\share',
    '',
  ])('does not open %s', (address) => {
    expect(isAllowedLink(address, hosts)).toBe(false);
  });

  it('hands on what may be opened, and reports the rest without its address', async () => {
    const opened: string[] = [];
    const refused: string[] = [];
    const open = createLinkOpener({
      hosts,
      open: (address) => Promise.resolve(void opened.push(address)),
      onRefused: (what) => refused.push(what),
    });
    open('https://portal.qiniu.com');
    open('https://example.test/?key=secret');
    expect(opened).toEqual(['https://portal.qiniu.com/']);
    expect(refused).toEqual(['link']);
    const broken = createLinkOpener({
      hosts,
      open: () => Promise.reject(new Error('no browser')),
      onRefused: (what) => refused.push(what),
    });
    broken('https://portal.qiniu.com');
    await Promise.resolve();
    await Promise.resolve();
    expect(refused).toEqual(['link', 'link: the system has no browser']);
  });
});
