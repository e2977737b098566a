import type { Page } from 'playwright-core';
import type { NewAccount } from '../../../electron/core/model/account.ts';
import type { Requests, RequestName } from '../../../electron/contract/requests.ts';
import type { Result } from '../../../electron/core/model/failure.ts';
import type { DemoServers } from '../../../electron/demo/servers.ts';
import type {} from '../../../renderer/bridge.ts';

/** Asks main through the page's own door, as the page itself does. For what a test needs but does not look at. */
export function ask<Name extends RequestName>(
  page: Page,
  name: Name,
  input: Requests[Name]['input'],
): Promise<Result<Requests[Name]['reply']>> {
  return page.evaluate(([asked, given]) => window.leasebell.request[asked](given), [name, input] as const);
}

/** The same for requests that must succeed. */
export async function answerOf<Name extends RequestName>(
  page: Page,
  name: Name,
  input: Requests[Name]['input'],
): Promise<Requests[Name]['reply']> {
  const answer = await ask(page, name, input);
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.failure)}`);
  return answer.value;
}

/** A round of every account that begins now: one that was already under way may have asked before what the test has just changed. */
export async function syncAfresh(page: Page): Promise<void> {
  await answerOf(page, 'account.sync', { id: null });
  await answerOf(page, 'account.sync', { id: null });
}

/** Adds an account at running Qiniu servers. */
export async function addQiniu(
  page: Page,
  { qiniu }: DemoServers,
  label = '公司账号',
  allowHttp = false,
): Promise<void> {
  const account: NewAccount = {
    provider: 'qiniu',
    label,
    baseUrl: qiniu.baseUrl,
    settings: {},
    secrets: { ...qiniu.secrets },
    allowHttp,
  };
  await answerOf(page, 'account.add', account);
}
