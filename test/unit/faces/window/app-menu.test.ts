import { afterEach, describe, expect, it } from 'vitest';
import { speakIn } from '../../../../electron/core/words/words.ts';
import { appMenu, type MenuAction } from '../../../../electron/faces/window/app-menu.ts';

afterEach(() => speakIn(() => 'en'));

const act = () => undefined;
const labels = (platform: NodeJS.Platform) => appMenu(platform, act, false).map(({ label }) => label);
const items = (platform: NodeJS.Platform, hear: (action: MenuAction) => void = act, hasUpdates = false) =>
  appMenu(platform, hear, hasUpdates).flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
const roles = (platform: NodeJS.Platform) => items(platform).map(({ role }) => role);

describe('the application menu', () => {
  it('speaks the user’s language', () => {
    speakIn(() => 'zh-CN');
    expect(labels('darwin')).toEqual(['租期铃', '编辑', '显示', '窗口']);
    speakIn(() => 'en');
    expect(labels('linux')).toEqual(['Leasebell', 'Edit', 'View', 'Window']);
  });

  it.each(['linux', 'win32', 'darwin'] as const)('has its keys on %s, whether or not a bar is seen', (platform) => {
    const heard: MenuAction[] = [];
    const keyed = items(platform, (action) => heard.push(action)).filter(({ click }) => click !== undefined);
    for (const { click } of keyed) if (click !== undefined) Reflect.apply(click, null, []);
    const views = ['today', 'rentals', 'reminders', 'accounts', 'settings'];
    const viewKeys = views.map((_, index) => `CommandOrControl+${String(index + 1)}`);
    const keys = ['CommandOrControl+,', 'CommandOrControl+R', 'CommandOrControl+F', 'CommandOrControl+Shift+E'];
    const isMac = platform === 'darwin';
    expect(keyed.map(({ accelerator }) => accelerator)).toEqual([
      ...keys,
      ...(isMac ? [undefined] : [undefined, undefined]),
      ...viewKeys,
    ]);
    expect(heard).toEqual(['settings', 'sync', 'search', 'export', ...(isMac ? [] : ['quit']), 'undo', ...views]);
    expect(roles(platform)).toEqual(expect.arrayContaining(['undo', 'cut', 'copy', 'paste', 'selectAll']));
  });

  it('has zoom everywhere, and neither reload nor developer tools', () => {
    for (const platform of ['linux', 'win32', 'darwin'] as const) {
      expect(roles(platform)).toEqual(expect.arrayContaining(['zoomIn', 'zoomOut', 'resetZoom', 'close']));
      expect(roles(platform)).not.toContain('reload');
      expect(roles(platform)).not.toContain('toggleDevTools');
    }
    expect(roles('darwin')).toContain('quit');
  });

  it.each(['linux', 'win32', 'darwin'] as const)('looks for updates on %s where there are any', (platform) => {
    const heard: MenuAction[] = [];
    const found = (hasUpdates: boolean) =>
      items(platform, (action) => heard.push(action), hasUpdates).filter(({ label }) => label === 'Check for Updates…');
    expect(found(false)).toEqual([]);
    const [item, ...others] = found(true);
    expect(others).toEqual([]);
    if (item?.click !== undefined) Reflect.apply(item.click, null, []);
    expect(heard).toEqual(['update']);
  });

  it('no key ends the bell where the one that closes the window lies beside it', () => {
    for (const platform of ['linux', 'win32'] as const) expect(roles(platform)).not.toContain('quit');
  });
});
