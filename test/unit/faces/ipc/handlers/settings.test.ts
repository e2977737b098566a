import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { appHandlers } from '../../../../../electron/faces/ipc/handlers/app.ts';
import { consentIn } from '../../../../../electron/program/extra-ca.ts';
import { readExtraCa } from '../../../../../electron/edges/http/extra-ca.ts';
import { SessionVault } from '../../../../../electron/edges/secrets/session-vault.ts';
import { aDesktop } from '../../../../fakes/desktop.ts';
import { anEngine } from '../../../../fakes/engine.ts';
import { OpenKeychain, vaultOver } from '../../../../fakes/keychain.ts';
import { aStore } from '../../../../fakes/store.ts';

const file = fileURLToPath(new URL('../../../../fixtures/tls/ca.pem', import.meta.url));

it('extra certificates are confirmed by being set in the window, and by nothing else that is set there', async () => {
  const vault = new SessionVault(vaultOver(new OpenKeychain()));
  const handlers = appHandlers(aDesktop(anEngine(aStore(), () => 0, { vault })));
  const read = await readExtraCa(file);
  const objection = () => consentIn(vault)(read.ok ? read.value : '');
  await handlers['settings.set']({ extraCa: null });
  await handlers['settings.set']({ theme: 'dark' });
  expect(await objection()).toBe('ca-not-confirmed');
  expect(await handlers['settings.set']({ extraCa: '/no/such/file' })).toMatchObject({ ok: false });
  expect(await objection()).toBe('ca-not-confirmed');
  expect(await handlers['settings.set']({ extraCa: file })).toMatchObject({ ok: true, value: { extraCa: file } });
  expect(await objection()).toBeNull();
});
