import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { failed, success } from '../../../../electron/core/model/failure.ts';
import { autostartText, readAutostart } from '../../../../electron/edges/system/autostart-entry.ts';
import { autostartFile, autostartItems, startedProgram } from '../../../../electron/edges/system/autostart.ts';
import { noLoginItems, systemLoginItems, type LoginApp } from '../../../../electron/edges/system/system-login.ts';

const names = { '': 'Leasebell', zh_CN: '租期铃' };
const refused = failed('login.refused');

describe('an autostart entry', () => {
  it('says what the specification asks for', () => {
    expect(autostartText(['/opt/Leasebell/leasebell', '--hidden'], names)).toBe(
      [
        '[Desktop Entry]',
        'Type=Application',
        'Name=Leasebell',
        'Name[zh_CN]=租期铃',
        'Exec="/opt/Leasebell/leasebell" "--hidden"',
        'Icon=leasebell',
        'Terminal=false',
        'StartupNotify=false',
        'X-GNOME-Autostart-enabled=true',
        '',
      ].join('\n'),
    );
  });

  it.each([
    ['/home/a b/Leasebell.AppImage', '"/home/a b/Leasebell.AppImage"'],
    ['/home/$USER/"x"/`y`', '"/home/\\\\$USER/\\\\"x\\\\"/\\\\`y\\\\`"'],
    ['/home/100%/x', '"/home/100%%/x"'],
    ['/home/a\\b', '"/home/a\\\\\\\\b"'],
    ['/home/租期/铃', '"/home/租期/铃"'],
    ['/home/a\nb', '"/home/a\\nb"'],
  ])('names %j so that a desktop finds it', (program, exec) => {
    const text = autostartText([program], names);
    expect(text).toContain(`\nExec=${exec}\n`);
    expect(readAutostart(text)).toEqual({ isOn: true, program });
  });

  it.each([
    ['[Desktop Entry]\nExec=leasebell --hidden', { isOn: true, program: 'leasebell' }],
    [
      '[Desktop Entry]\r\nExec = /usr/bin/leasebell\r\nHidden = true\r\n',
      { isOn: false, program: '/usr/bin/leasebell' },
    ],
    ['[Desktop Entry]\nExec=x\nX-GNOME-Autostart-enabled=false', { isOn: false, program: 'x' }],
    ['[Desktop Entry]\nExec=x\nHidden=false', { isOn: true, program: 'x' }],
    ['[Other]\nHidden=true\n[Desktop Entry]\n# Hidden=true\nExec=x', { isOn: true, program: 'x' }],
    ['[Desktop Entry]\nName=x', { isOn: true, program: null }],
    ['', { isOn: true, program: null }],
  ])('is read, whoever wrote it: %j', (text, entry) => {
    expect(readAutostart(text)).toEqual(entry);
  });
});

describe('starting at login on Linux', () => {
  const aDesktop = () => {
    const folder = mkdtempSync(join(tmpdir(), 'leasebell-login-'));
    const program = join(folder, 'leasebell');
    writeFileSync(program, '');
    const file = autostartFile({ XDG_CONFIG_HOME: join(folder, 'config') }, '/nowhere');
    const items = autostartItems({ file, command: [program, '--hidden'], names });
    const put = (exec: string, more = ''): void => {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `[Desktop Entry]\nExec=${exec}\n${more}`);
    };
    return { folder, program, file, items, put };
  };

  it('lies where XDG says, and starts an AppImage from where it lies', () => {
    expect(autostartFile({}, '/home/a')).toBe('/home/a/.config/autostart/leasebell.desktop');
    expect(autostartFile({ XDG_CONFIG_HOME: 'relative' }, '/home/a')).toBe(
      '/home/a/.config/autostart/leasebell.desktop',
    );
    const image = { APPIMAGE: '/home/a/L.AppImage', APPDIR: '/tmp/.mount' };
    expect(startedProgram(image, '/tmp/.mount/leasebell')).toBe('/home/a/L.AppImage');
    // Typed in the terminal of an editor that is an AppImage.
    expect(startedProgram(image, '/usr/lib/leasebell/leasebell')).toBe('/usr/lib/leasebell/leasebell');
    expect(startedProgram({}, '/opt/leasebell')).toBe('/opt/leasebell');
  });

  it('is off, is switched on and off again, and leaves nothing else behind', async () => {
    const { items, file, program } = aDesktop();
    expect(await items.read()).toEqual({ state: 'off', why: null });
    expect(await items.set(true)).toEqual(success(null));
    expect(await items.read()).toEqual({ state: 'on', why: null });
    expect(readFileSync(file, 'utf8')).toContain(`Exec="${program}" "--hidden"`);
    expect(readdirSync(dirname(file))).toEqual(['leasebell.desktop']);
    expect(await items.set(false)).toEqual(success(null));
    expect(await items.set(false)).toEqual(success(null));
    expect(existsSync(file)).toBe(false);
  });

  it('is what the file says, whoever changed it', async () => {
    const { items, put, program, folder } = aDesktop();
    put(program, 'Hidden=true');
    expect(await items.read()).toEqual({ state: 'off', why: 'login_switched_off' });
    put(program, 'X-GNOME-Autostart-enabled=false');
    expect(await items.read()).toEqual({ state: 'off', why: 'login_switched_off' });
    put(join(folder, 'gone'));
    expect(await items.read()).toEqual({ state: 'off', why: 'login_gone' });
    put('/bin/sh');
    expect(await items.read()).toEqual({ state: 'on', why: 'login_other_program' });
    symlinkSync(program, join(folder, 'link'));
    put(join(folder, 'link'));
    expect(await items.read()).toEqual({ state: 'on', why: null });
    put('leasebell');
    expect(await items.read()).toEqual({ state: 'on', why: null });
    expect(await items.set(true)).toEqual(success(null));
    expect(await items.read()).toEqual({ state: 'on', why: null });
  });

  it('says so where the file cannot be written, or is no file', async () => {
    const { items, file, folder } = aDesktop();
    writeFileSync(join(folder, 'config'), '');
    expect(await items.set(true)).toEqual(refused);
    const other = aDesktop();
    mkdirSync(other.file, { recursive: true });
    expect(await other.items.set(true)).toEqual(refused);
    expect(await other.items.read()).toEqual({ state: 'off', why: 'login_unreadable' });
    expect(readdirSync(dirname(other.file))).toEqual(['leasebell.desktop']);
    chmodSync(folder, 0o700);
    expect(existsSync(file)).toBe(false);
  });
});

describe('starting at login on Windows and macOS', () => {
  const listed = { path: 'C:\\Leasebell\\Leasebell.exe', args: ['--hidden'] };
  const anApp = (found: ReturnType<LoginApp['getLoginItemSettings']>, takes = true) => {
    const asked: unknown[] = [];
    const state = { ...found };
    const app: LoginApp = {
      getLoginItemSettings: (of) => {
        asked.push(of);
        return state;
      },
      setLoginItemSettings: (settings) => {
        asked.push(settings);
        if (takes) Object.assign(state, { openAtLogin: settings.openAtLogin, executableWillLaunchAtLogin: true });
      },
    };
    return { app, asked };
  };

  it('asks Windows about what it starts, and sees what was switched off there', async () => {
    const { app, asked } = anApp({ openAtLogin: true, executableWillLaunchAtLogin: false });
    const items = systemLoginItems(app, 'win32', listed);
    expect(await items.read()).toEqual({ state: 'off', why: 'login_switched_off' });
    expect(await items.set(true)).toEqual(success(null));
    expect(asked).toEqual([listed, { ...listed, openAtLogin: true, enabled: true }, listed]);
    expect(await items.read()).toEqual({ state: 'on', why: null });
  });

  it('asks macOS about the app as a whole, which may wait for its user', async () => {
    const { app, asked } = anApp({ openAtLogin: false, status: 'requires-approval' });
    const items = systemLoginItems(app, 'darwin', listed);
    expect(await items.read()).toEqual({ state: 'off', why: 'login_needs_approval' });
    expect(await items.set(true)).toEqual(success(null));
    expect(asked).toEqual([undefined, { openAtLogin: true }, undefined]);
  });

  it('says so where the system does not take it, or throws', async () => {
    expect(await systemLoginItems(anApp({ openAtLogin: false }, false).app, 'win32', listed).set(true)).toEqual(
      refused,
    );
    const throwing = (): never => {
      throw new Error('no registry');
    };
    const broken = { getLoginItemSettings: throwing, setLoginItemSettings: throwing };
    expect(await systemLoginItems(broken, 'win32', listed).read()).toEqual({ state: 'off', why: 'login_unreadable' });
    expect(await systemLoginItems(broken, 'win32', listed).set(true)).toEqual(refused);
  });

  it('is nothing for a copy that nobody installed', async () => {
    expect(await noLoginItems.read()).toEqual({ state: 'unavailable', why: 'login_not_installed' });
    expect(await noLoginItems.set(true)).toEqual(refused);
  });
});
