import { describe, expect, it } from 'vitest';
import { createLinkOpener, linkedHosts } from '../../../../electron/faces/window/external-links.ts';

const hosts = ['portal.qiniu.com'];

/** What becomes of one address: what was opened, and whether it was refused. */
const follow = (address: string) => {
  const opened: string[] = [];
  let refused = false;
  createLinkOpener({
    hosts: () => hosts,
    open: (link) => Promise.resolve(void opened.push(link)),
    onRefused: () => (refused = true),
  })(address);
  return { opened, refused };
};

describe('links to the browser', () => {
  it('opens https on a host that is listed exactly', () => {
    const address = 'https://portal.qiniu.com/certificate?x=1';
    expect(follow(address)).toEqual({ opened: [address], refused: false });
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
    expect(follow(address)).toEqual({ opened: [], refused: true });
  });

  it('hands on what may be opened, and reports the rest without its address', async () => {
    const opened: string[] = [];
    const refused: string[] = [];
    const open = createLinkOpener({
      hosts: () => hosts,
      open: (address) => Promise.resolve(void opened.push(address)),
      onRefused: (what) => refused.push(what),
    });
    open('https://portal.qiniu.com');
    open('https://example.test/?key=secret');
    expect(opened).toEqual(['https://portal.qiniu.com/']);
    expect(refused).toEqual(['link']);
    const broken = createLinkOpener({
      hosts: () => hosts,
      open: () => Promise.reject(new Error('no browser')),
      onRefused: (what) => refused.push(what),
    });
    broken('https://portal.qiniu.com');
    await Promise.resolve();
    await Promise.resolve();
    expect(refused).toEqual(['link', 'link: the system has no browser']);
  });
});

it('the hosts that are listed are those of the consoles that providers declare', () => {
  const consoleUrl = 'https://console.listing.example/machines';
  const keyUrl = 'https://keys.listing.example/own';
  expect(linkedHosts([{}, { consoleUrl }, { consoleUrl, keyUrl }])).toEqual([
    'console.listing.example',
    'keys.listing.example',
  ]);
});
