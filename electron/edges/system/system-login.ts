import { failed, success } from '../../core/model/failure.ts';
import type { LoginItem } from '../../core/model/login-item.ts';
import type { LoginItems } from '../../core/ports/login-items.ts';

/** How a program is found in the list: on Windows by what it starts. */
interface Listed {
  readonly path: string;
  readonly args: string[];
}

/** What the list says. */
interface Found {
  readonly openAtLogin: boolean;
  /** macOS 13 and later. */
  readonly status?: string;
  /** Windows: false where the user switched it off among the startup apps. */
  readonly executableWillLaunchAtLogin?: boolean;
}

/** The part of Electron's app that keeps the list on Windows and macOS; on Linux it does nothing. */
export interface LoginApp {
  getLoginItemSettings(listed?: Listed): Found;
  setLoginItemSettings(settings: Partial<Listed> & { openAtLogin: boolean; enabled?: boolean }): void;
}

const itemOf = ({ openAtLogin, status, executableWillLaunchAtLogin }: Found): LoginItem => {
  if (status === 'requires-approval') return { state: 'off', why: 'login_needs_approval' };
  if (!openAtLogin) return { state: 'off', why: null };
  return executableWillLaunchAtLogin === false
    ? { state: 'off', why: 'login_switched_off' }
    : { state: 'on', why: null };
};

/** Starting at login on Windows and macOS. */
export const systemLoginItems = (app: LoginApp, platform: NodeJS.Platform, listed: Listed): LoginItems => {
  // macOS starts the app as a whole, without arguments.
  const ours = platform === 'win32' ? listed : undefined;
  const read = (): LoginItem => {
    try {
      return itemOf(app.getLoginItemSettings(ours));
    } catch {
      return { state: 'off', why: 'login_unreadable' };
    }
  };
  return {
    read: () => Promise.resolve(read()),
    set: (on) => {
      try {
        app.setLoginItemSettings({ ...ours, openAtLogin: on, ...(platform === 'win32' ? { enabled: on } : {}) });
      } catch {
        return Promise.resolve(failed('login.refused'));
      }
      // Neither system says whether it took it. One that asks its user first is asking now.
      const { state, why } = read();
      const isTaken = (state === 'on') === on || why === 'login_needs_approval';
      return Promise.resolve(isTaken ? success(null) : failed('login.refused'));
    },
  };
};

/** A copy that nobody installed, such as a checkout under development: the system is told nothing of it. */
export const noLoginItems: LoginItems = {
  read: () => Promise.resolve({ state: 'unavailable', why: 'login_not_installed' }),
  set: () => Promise.resolve(failed('login.refused')),
};
