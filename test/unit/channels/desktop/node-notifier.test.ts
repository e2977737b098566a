import { exec, execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { success } from '../../../../electron/core/model/failure.ts';
import type { Notification } from '../../../../electron/core/ports/channel.ts';
import {
  NodeNotifierChannel,
  type Helper,
  type HelperOptions,
} from '../../../../electron/channels/desktop/node-notifier.ts';
import { notificationService } from '../../../../electron/channels/desktop/notification-service.ts';
import { fakeBus } from './fake-bus.ts';

const notification: Notification = {
  id: 'm1',
  title: '-- 训练机 "02" $HOME `id`',
  body: '-body\nsecond',
  urgent: false,
  silent: false,
};
const owned = ['org.freedesktop.Notifications'];

const channelWith = (helper: Helper, environment: Record<string, string | undefined> = {}, limitMs = 5) =>
  new NodeNotifierChannel({
    platform: 'linux',
    service: notificationService('linux', fakeBus({ owned })),
    environment,
    appName: 'Leasebell',
    load: () => Promise.resolve(helper),
    limitMs,
  });

describe('the helper program', () => {
  it('gets texts that cannot be taken for options', async () => {
    const seen: HelperOptions[] = [];
    const helper: Helper = {
      notify: (options, callback) => {
        seen.push(options);
        callback('');
      },
    };
    expect(await channelWith(helper).show(notification)).toEqual(success('shown'));
    expect(seen[0]?.title.startsWith('\u2010\u2010 训练机')).toBe(true);
    expect(seen[0]?.message.startsWith('\u2010body')).toBe(true);
    await channelWith(helper).show({ ...notification, title: 'a-b' });
    expect(seen[1]?.title).toBe('a-b');
  });

  it.each([
    ['linux', false, {}],
    ['linux', true, { hint: 'byte:suppress-sound:1' }],
    ['darwin', false, { sound: true }],
    ['darwin', true, { sound: false }],
    ['win32', true, { sound: false }],
  ] as const)('is asked on %s for silence: %s', async (platform, silent, asked) => {
    const seen: HelperOptions[] = [];
    const helper: Helper = {
      notify: (options, callback) => {
        seen.push(options);
        callback('');
      },
    };
    const channel = new NodeNotifierChannel({
      platform,
      service: notificationService(platform, fakeBus({ owned })),
      environment: {},
      appName: 'Leasebell',
      load: () => Promise.resolve(helper),
    });
    await channel.show({ ...notification, silent });
    const { sound, hint } = seen[0] ?? {};
    expect({ ...(sound === undefined ? {} : { sound }), ...(hint === undefined ? {} : { hint }) }).toEqual(asked);
  });

  it('inherits none of our variables', async () => {
    const environment: Record<string, string | undefined> = {
      PATH: '/bin',
      LEASEBELL_SECRETS: 'sk',
      LEASEBELL_NOW: 'x',
    };
    let seen = '';
    const helper: Helper = {
      notify: (_options, callback) => {
        seen = JSON.stringify(environment);
        callback(null);
      },
    };
    await channelWith(helper, environment).show(notification);
    expect(seen).toBe('{"PATH":"/bin"}');
  });

  it.each([
    [new Error('not found: notify-send'), 'not-installed'],
    [new Error('notify-send must be installed on the system.'), 'not-installed'],
    [new Error('Command failed'), 'refused'],
  ])('that was never started is reported for %s as %s', async (error, detail) => {
    const helper: Helper = { notify: (_options, callback) => callback(error) };
    expect(await channelWith(helper).show(notification)).toEqual({ ok: false, failure: { code: 'not-found', detail } });
  });

  it('is not started without a service, and may be missing', async () => {
    const noService = new NodeNotifierChannel({
      platform: 'linux',
      service: notificationService('linux', fakeBus({})),
      environment: {},
      appName: 'Leasebell',
      load: () => Promise.reject(new Error('must not be loaded')),
    });
    expect(await noService.show(notification)).toMatchObject({ failure: { detail: 'no-service' } });
    const missing = new NodeNotifierChannel({
      platform: 'darwin',
      service: notificationService('darwin', fakeBus({})),
      environment: {},
      appName: 'Leasebell',
      load: () => Promise.reject(new Error('no package')),
    });
    expect(await missing.show(notification)).toMatchObject({ failure: { detail: 'not-installed' } });
    expect(await missing.health()).toMatchObject({ channel: 'node-notifier', state: 'degraded' });
  });
});

/** The package's way with each of its helpers (lib/utils.js, notifiers/toaster.js): what its callback gets of a child that ended. */
const packageWays = {
  linux: (script, tell) => exec(`: notify-send; ${script}`, (error, _out, errors) => tell(error ?? errors)),
  darwin: (script, tell) =>
    execFile('sh', ['-c', script, 'terminal-notifier'], (error, out, errors) => {
      if (error !== null || out === '') return tell(error);
      try {
        JSON.parse(out);
        tell(errors === '' ? null : errors);
      } catch (unreadable) {
        tell(unreadable);
      }
    }),
  win32: (script, tell) =>
    execFile('sh', ['-c', script, 'snoretoast'], (error) => {
      if (error?.code === -1) tell(error);
      tell(null);
    }),
} satisfies Record<string, (script: string, tell: (error: unknown) => void) => unknown>;

const judged = async (platform: keyof typeof packageWays, script: string, limitMs = 5_000) => {
  const channel = new NodeNotifierChannel({
    platform,
    service: notificationService(platform, fakeBus({ owned })),
    environment: {},
    appName: 'Leasebell',
    load: () => Promise.resolve({ notify: (_options, callback) => packageWays[platform](script, callback) }),
    limitMs,
  });
  const shown = await channel.show(notification);
  return shown.ok ? 'shown' : shown.failure.detail;
};

describe.runIf(process.platform !== 'win32')('a helper that ran', () => {
  it.each([
    ['linux', 'echo "ld.so: object cannot be preloaded: ignored." >&2', 'shown'],
    ['linux', 'echo warning; echo warning >&2', 'shown'],
    ['linux', 'echo "not found" >&2; exit 1', 'refused'],
    ['linux', 'exit 1', 'refused'],
    ['linux', 'exit 127', 'not-installed'],
    ['linux', 'kill -KILL $$', 'refused'],
    ['darwin', 'echo "setlocale: cannot change locale" >&2', 'shown'],
    ['darwin', `echo '{"activationType":"timeout"}'; echo warning >&2`, 'shown'],
    ['darwin', 'echo this is no JSON', 'shown'],
    ['darwin', 'echo warning >&2; exit 1', 'refused'],
    ['win32', 'echo warning >&2', 'shown'],
    // Hidden, dismissed, timed out, a button, a text: SnoreToast's statuses for what was shown.
    ['win32', 'exit 1', 'shown'],
    ['win32', 'exit 3', 'shown'],
    ['win32', 'exit 5', 'shown'],
    // A failure is -1, cut to a byte here and to 32 bits there.
    ['win32', 'exit 255', 'refused'],
  ] as const)('on %s is judged by how it ended, not by what it said: %s is %s', async (platform, script, outcome) => {
    expect(await judged(platform, script)).toBe(outcome);
  });

  it('is shown once it ended well, though something that it left behind holds its output', async () => {
    expect(await judged('linux', 'sleep 3 & exit 0', 300)).toBe('shown');
    expect(await judged('linux', 'sleep 3 & exit 1', 300)).toBe('refused');
  });

  it('that could not be started was not shown, whatever the package makes of it', async () => {
    const channel = new NodeNotifierChannel({
      platform: 'win32',
      service: notificationService('win32', fakeBus({ owned })),
      environment: {},
      appName: 'Leasebell',
      load: () =>
        Promise.resolve({ notify: (_options, callback) => execFile('/nonexistent/snoretoast', () => callback(null)) }),
    });
    expect(await channel.show(notification)).toMatchObject({ failure: { detail: 'not-installed' } });
  });
});

/** The real package with a `notify-send` of our own on the path. */
const withProgram = (script: string) => {
  const folder = mkdtempSync(join(tmpdir(), 'leasebell-notify-'));
  writeFileSync(join(folder, 'notify-send'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, 'notify-send'), 0o755);
  process.env['PATH'] = `${folder}${delimiter}${process.env['PATH'] ?? ''}`;
  process.env['LEASEBELL_SECRETS'] = 'sk-secret';
  return {
    folder,
    channel: new NodeNotifierChannel({
      platform: 'linux',
      service: notificationService('linux', fakeBus({ owned })),
      environment: process.env,
      appName: 'Leasebell',
      limitMs: 1_000,
    }),
  };
};

// The package chooses its program by the system; only on Linux is that one of ours.
if (process.platform === 'linux') {
  describe('the real package', () => {
    it('passes the texts through its shell unharmed, and no secret', async () => {
      const { folder, channel } = withProgram(
        `here=$(dirname "$0"); for a in "$@"; do printf '%s\\n' "$a"; done > "$here/args"; env > "$here/env"`,
      );
      expect(await channel.show(notification)).toEqual(success('shown'));
      const args = readFileSync(join(folder, 'args'), 'utf8').split('\n');
      expect(args[0]).toBe('\u2010\u2010 训练机 "02" $HOME `id`');
      expect(args[1]).toBe('\u2010body\\nsecond');
      expect(args).toContain('--app-name');
      expect(readFileSync(join(folder, 'env'), 'utf8')).not.toMatch(/LEASEBELL|sk-secret/);
    });

    it('believes a program that ended well, whatever was written on the error stream', async () => {
      const { channel } = withProgram(`echo "bash: warning: setlocale: LC_ALL: cannot change locale" >&2`);
      expect(await channel.show(notification)).toEqual(success('shown'));
      const { channel: failing } = withProgram('exit 1');
      expect(await failing.show(notification)).toMatchObject({ failure: { detail: 'refused' } });
    });

    it('ends a program that hangs', async () => {
      const { folder, channel } = withProgram(`echo $$ > "$(dirname "$0")/pid"; exec sleep 60`);
      expect(await channel.show(notification)).toMatchObject({ failure: { detail: 'no-confirmation' } });
      expect(existsSync(join(folder, 'pid'))).toBe(true);
      const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
      await expect
        .poll(() => existsSync(`/proc/${pid}/cmdline`) && readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== '')
        .toBe(false);
    });
  });
}
