import { createServer } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { htmlPage } from '../fakes/faults.ts';
import type { DemoServers } from '../../electron/demo/servers.ts';
import { launchApp, type RunningApp } from './harness/app.ts';
import { startDesktop, type Desktop } from './harness/desktop.ts';
import { keyringItems } from './harness/keyring.ts';
import { SessionBus } from './harness/session-bus.ts';
import { AccountForm } from './pages/account-form.ts';
import { answerOf } from './pages/requests.ts';
import { AppWindow } from './pages/window.ts';
import { startQiniu } from './worlds/qiniu.ts';

const words = {
  en: {
    notAnAddress: 'This is not an address. Nothing was stored. Write it with https://.',
    rejected: 'The provider rejects this key.',
    unreachable: 'The provider cannot be reached or is out of order.',
    unexpected: 'The answer is not what this provider documents.',
    risk: 'This address is on a public network and not encrypted. Anybody on the way can read the key.',
    empty: 'Fill this in.',
    nothingSaved: 'Nothing was saved.',
  },
  'zh-CN': {
    notAnAddress: '不是有效的地址，没有保存任何内容。请以 https:// 开头填写。',
    rejected: '服务商不接受这个密钥。',
    unreachable: '连不上服务商，或对方服务异常。',
    unexpected: '收到的内容与服务商的接口文档不符。',
    risk: '这个地址在公网上且未加密，途经的任何人都能读到密钥。',
    empty: '请填写此项。',
    nothingSaved: '没有保存任何内容',
  },
} as const;

/** An address on this computer where nobody listens. */
async function deadAddress(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' ? `http://127.0.0.1:${address?.port}` : '';
}

describe.each(['en', 'zh-CN'] as const)('what cannot be an account, in %s', (language) => {
  const say = words[language];
  let desktop: Desktop;
  let bus: SessionBus;
  let servers: DemoServers;
  let app: RunningApp;
  let window: AppWindow;
  let form: AccountForm;
  let keysBefore: readonly string[];

  const enter = async (change: Partial<{ baseUrl: string; accessKey: string; secretKey: string }>): Promise<void> => {
    await form.fillQiniu({ baseUrl: servers.qiniu.baseUrl, ...servers.qiniu.secrets, ...change });
    await form.submit();
  };

  const nothingIsStored = async (): Promise<void> => {
    expect(await answerOf(window.page, 'account.list', null)).toEqual([]);
    expect(await keyringItems(bus)).toEqual(keysBefore);
  };

  beforeAll(async () => {
    desktop = await startDesktop();
    bus = new SessionBus();
    keysBefore = await keyringItems(bus);
    servers = await startQiniu([]);
    app = await launchApp({ language });
    window = new AppWindow(await app.page(), language);
    form = new AccountForm(window);
    await form.open();
  });

  afterAll(async () => {
    await app.close();
    await servers.stop();
    bus.close();
    desktop.close();
  });

  it('an empty form', async () => {
    await form.submit();
    await form.dialog.getByText(say.empty).first().waitFor();
    expect(servers.requests()).toEqual([]);
    await nothingIsStored();
  });

  it('an address that is none', async () => {
    await enter({ baseUrl: 'my provider' });
    await form.dialog.getByText(say.notAnAddress).first().waitFor();
    expect(await form.field(language === 'en' ? 'Base address' : '接口地址').getAttribute('aria-invalid')).toBe('true');
    await nothingIsStored();
  });

  it('a wrong key', async () => {
    await enter({ secretKey: 'not-the-secret-key' });
    await form.alert.getByText(say.rejected).waitFor();
    expect(await form.alert.textContent()).toContain(say.nothingSaved);
    await nothingIsStored();
  });

  it('a host that cannot be reached', async () => {
    await enter({ baseUrl: await deadAddress() });
    await form.alert.getByText(say.unreachable).waitFor();
    await nothingIsStored();
  });

  it('a page of HTML where an answer should be', async () => {
    const heal = servers.faults.add({ fault: htmlPage() });
    await enter({});
    await form.alert.getByText(say.unexpected).waitFor();
    heal();
    await nothingIsStored();
  });

  it('plain http to a public host, unless the user agrees', async () => {
    // RFC 5737: an address of documentation, at which nobody answers. It must not even be asked.
    await enter({ baseUrl: 'http://192.0.2.1' });
    await form.dialog.getByText(say.risk).waitFor();
    expect(await form.httpConsent.getAttribute('aria-invalid')).toBe('true');
    expect(await form.httpConsent.evaluate((box) => box === document.activeElement)).toBe(true);
    await nothingIsStored();
  });

  it('says nothing in the page’s console over all this', () => {
    expect(app.complaints).toEqual([]);
  });
});
