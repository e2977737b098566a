import { describe, expect, it } from 'vitest';
import { isTrustedSender } from '../../../../electron/faces/ipc/sender.ts';

const ours = { contentsId: 3, isMainFrame: true, url: 'app://leasebell/index.html#/x' };

describe('whom the router believes', () => {
  it('believes the main frame of our window on our page', () => {
    expect(isTrustedSender(ours, 3)).toBe(true);
    expect(isTrustedSender({ ...ours, url: 'app://leasebell/' }, 3)).toBe(true);
  });

  it.each([
    ['another window', { ...ours, contentsId: 4 }],
    ['a frame inside', { ...ours, isMainFrame: false }],
    ['another host of our scheme', { ...ours, url: 'app://leasebell.example/' }],
    ['a host with a port', { ...ours, url: 'app://leasebell:80/' }],
    ['a user before the host', { ...ours, url: 'app://leasebell@example/' }],
    ['https', { ...ours, url: 'https://leasebell/' }],
    ['a file', { ...ours, url: 'file:///leasebell/' }],
    ['a page without an address', { ...ours, url: 'about:blank' }],
    ['a frame that is gone', { ...ours, url: '' }],
  ])('does not believe %s', (_name, sender) => {
    expect(isTrustedSender(sender, 3)).toBe(false);
  });

  it('believes nobody while there is no window', () => {
    expect(isTrustedSender(ours, null)).toBe(false);
  });
});
