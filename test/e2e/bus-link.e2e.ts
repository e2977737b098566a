import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SessionBusLink } from '../../electron/edges/dbus/bus-link.ts';
import { Arrivals } from './harness/arrivals.ts';
import { startPrivateBus } from './harness/private-bus.ts';
import { SessionBus } from './harness/session-bus.ts';

const bell = 'io.leasebell.Test';

it('a lasting connection hears what it follows, also on a bus that was started anew', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'leasebell-bus-')), 'bus');
  const heard = new Arrivals<string>();
  const link = new SessionBusLink({ DBUS_SESSION_BUS_ADDRESS: `unix:path=${path}` });
  const rule = { contract: 'org.freedesktop.DBus', member: 'NameOwnerChanged', firstText: bell };
  const ping = { name: 'org.freedesktop.DBus', path: '/', contract: 'org.freedesktop.DBus', method: 'NameHasOwner' };
  const asks = () => link.call({ ...ping, signature: 's', body: [bell] }, 1_000);
  // There is no bus yet: the link looks for it again and again.
  link.follow(
    [rule],
    (_member, [name, , owner]) => heard.add(`${String(name)} ${owner === '' ? 'gone' : 'there'}`),
    () => heard.add('connected'),
  );
  for (const _round of [1, 2]) {
    const bus = await startPrivateBus(path);
    await heard.waitFor((what) => what === 'connected');
    const owner = new SessionBus(bus.address);
    await owner.own(bell);
    await heard.waitFor((what) => what === `${bell} there`);
    expect(await asks()).toEqual([true]);
    heard.remove(() => true);
    owner.close();
    await heard.waitFor((what) => what === `${bell} gone`);
    heard.remove(() => true);
    await bus.close();
  }
  expect(await asks()).toBe('absent');
  link.close();
  expect(await asks()).toBe('absent');
});
