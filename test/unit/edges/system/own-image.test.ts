import { expect, it } from 'vitest';
import { ownImageOf } from '../../../../electron/edges/system/own-image.ts';

const environment = { APPIMAGE: '/home/me/Leasebell.AppImage', APPDIR: '/tmp/.mount_Lease1' };
const inside = '/tmp/.mount_Lease1/leasebell';

it('is the file whose mount the program runs from', () => {
  expect(ownImageOf(environment, inside)).toBe('/home/me/Leasebell.AppImage');
  expect(ownImageOf({ ...environment, APPDIR: '/tmp/.mount_Lease1/' }, inside)).toBe('/home/me/Leasebell.AppImage');
});

it.each([
  ['it came as a .deb', {}, '/usr/lib/leasebell/leasebell'],
  ['a .deb was started by the AppImage of another program', environment, '/usr/lib/leasebell/leasebell'],
  ['its folder only begins alike', environment, '/tmp/.mount_Lease12/leasebell'],
  ['nothing names the mount', { APPIMAGE: '/home/me/Leasebell.AppImage' }, inside],
  ['the image has no absolute path', { ...environment, APPIMAGE: 'Leasebell.AppImage' }, inside],
])('is none when %s', (_name, given, executable) => {
  expect(ownImageOf(given, executable)).toBeNull();
});
