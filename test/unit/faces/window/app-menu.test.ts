import { afterEach, describe, expect, it } from 'vitest';
import { speakIn } from '../../../../electron/core/words/words.ts';
import { appMenu } from '../../../../electron/faces/window/app-menu.ts';

afterEach(() => speakIn(() => 'en'));

const labels = (platform: NodeJS.Platform) => appMenu(platform).map(({ label }) => label);
const roles = (platform: NodeJS.Platform) =>
  appMenu(platform).flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu.map(({ role }) => role) : []));

describe('the application menu', () => {
  it('speaks the user’s language', () => {
    speakIn(() => 'zh-CN');
    expect(labels('darwin')).toEqual(['租期铃', '编辑', '显示', '窗口']);
    speakIn(() => 'en');
    expect(labels('linux')).toEqual(['Edit', 'View', 'Window']);
  });

  it('has zoom everywhere, and neither reload nor developer tools', () => {
    for (const platform of ['linux', 'win32', 'darwin'] as const) {
      expect(roles(platform)).toEqual(expect.arrayContaining(['zoomIn', 'zoomOut', 'resetZoom', 'close']));
      expect(roles(platform)).not.toContain('reload');
      expect(roles(platform)).not.toContain('toggleDevTools');
    }
    expect(roles('darwin')).toContain('quit');
  });
});
