import type { FailureCode } from '../../electron/core/model/failure.ts';
import type { AccountId } from '../../electron/core/model/ids.ts';
import { day, hour, minute } from '../../electron/core/model/instant.ts';
import type { RoundOutcome } from '../../electron/core/model/sync.ts';
import { alibabaError, alibabaRefusal, alibabaThrottled } from '../../electron/demo/alibaba-refusals.ts';
import { jsonResponse, textResponse, type DemoRequest, type DemoResponse } from '../../electron/demo/exchange.ts';
import { lackingRight, wrongKey } from '../../electron/demo/vastai-server.ts';
import { setAccountHint, setAccountSettings } from '../../electron/edges/store/accounts.ts';
import type { Poller } from '../../electron/engine/polling/poller.ts';
import type { ResourceProvider } from '../fakes/demo-roles.ts';
import { directTransport } from '../fakes/http.ts';
import { pollerOf } from './clocked-poller.ts';
import type { Desk } from './desk.ts';
import { sendWhole, type Call, type Front, type Play } from './front.ts';
import { knownOf } from './known.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** One refusal as its provider words it. */
interface Wording {
  readonly provider: ResourceProvider;
  readonly name: string;
  /** How the played provider takes its callers, or what it says instead of its answers to the list. */
  readonly play?: Partial<Play>;
  readonly says?: (request: DemoRequest) => DemoResponse;
  readonly code: FailureCode;
  /** What starts rounds again: nothing is needed; the next one does although nothing has changed; only the user does, and by what. */
  readonly again: 'later' | 'at once' | 'new key' | 'settings';
  /** Requests of one refused round, at the most. */
  readonly most: number;
  /** The next round is not before. */
  readonly pauseMs?: number;
}

const alibaba = (wording: Omit<Wording, 'provider'>): Wording => ({ provider: 'alibaba', ...wording });
const vastai = (wording: Omit<Wording, 'provider'>): Wording => ({ provider: 'vastai', ...wording });

const gateway = (status: number, code: string) => (request: DemoRequest) =>
  alibabaError(request, status, code, 'The request was refused.');
const billing = (code: string) => (request: DemoRequest) => alibabaRefusal(request, code, 'Refused.');
const plainly = (status: number, text: string) => () => textResponse(text, 'text/plain; charset=utf-8', status);
const worded = (status: number, error: string, msg: string) => () =>
  jsonResponse({ success: false, error, msg }, status);

const rejected = { code: 'account.key-rejected', again: 'new key', most: 1 } as const;
const lacking = { code: 'account.key-lacks-permission', again: 'new key', most: 1 } as const;
const refused = { code: 'provider.refused', again: 'later', most: 1 } as const;
const limited = { code: 'provider.rate-limited', again: 'later', pauseMs: minute } as const;
const skewed = { code: 'account.clock-skewed', most: 1 } as const;

/** What the two providers are known to say, and what is to come of it. */
export const wordings: readonly Wording[] = [
  alibaba({ name: 'an unknown key', play: { alibaba: { key: 'unknown' } }, ...rejected }),
  alibaba({ name: 'an inactive key', play: { alibaba: { key: 'inactive' } }, ...rejected }),
  alibaba({ name: 'another secret', says: gateway(400, 'SignatureDoesNotMatch'), ...rejected }),
  alibaba({ name: 'Forbidden.RAM', play: { alibaba: { key: 'forbidden-ram' } }, ...lacking }),
  alibaba({ name: 'NoPermission', play: { alibaba: { key: 'no-permission' } }, ...lacking }),
  alibaba({ name: 'NotAuthorized under 200', play: { alibaba: { key: 'not-authorized' } }, ...lacking }),
  alibaba({
    name: 'the other site',
    play: { alibaba: { accountSite: 'international' } },
    ...{ code: 'account.wrong-site', again: 'settings', most: 1 },
  }),
  alibaba({ name: 'a clock 20 minutes behind', play: { aheadMs: 20 * minute }, ...skewed, again: 'at once' }),
  alibaba({ name: 'a clock a year ahead', play: { aheadMs: -365 * day }, ...skewed, again: 'at once' }),
  alibaba({ name: 'an unread time', says: gateway(400, 'InvalidTimeStamp.Format'), ...skewed, again: 'later' }),
  alibaba({ name: 'Throttling.User', says: alibabaThrottled, ...limited, most: 1 }),
  alibaba({ name: 'Throttling under 200', says: billing('Throttling'), ...limited, most: 1 }),
  alibaba({ name: 'a used nonce', says: gateway(400, 'SignatureNonceUsed'), ...refused, most: 2 }),
  alibaba({ name: 'InvalidParameter under 200', says: billing('InvalidParameter'), ...refused }),
  alibaba({
    name: 'ServiceUnavailable',
    says: gateway(503, 'ServiceUnavailable'),
    ...{ code: 'provider.unavailable', again: 'later', most: 3 },
  }),
  ...([401, 403, 404] as const).map((status) =>
    vastai({ name: `a wrong key, ${String(status)}`, says: () => wrongKey(status), ...rejected }),
  ),
  vastai({ name: 'a key without instance_read', play: { vastai: { rights: ['user_read'] } }, ...lacking }),
  vastai({ name: 'a key without any right', says: () => lackingRight('instance_read'), ...lacking }),
  vastai({
    name: 'too frequent, in plain text',
    says: plainly(429, 'API requests too frequent: endpoint threshold=1.0'),
    ...{ code: 'provider.rate-limited', again: 'later', most: 3 },
  }),
  vastai({ name: 'a path that is gone', says: worded(410, 'deprecated_endpoint', 'Gone.'), ...refused }),
  vastai({ name: 'invalid_args', says: worded(400, 'invalid_args', 'limit'), ...refused }),
  vastai({ name: 'a refusal under 200', says: worded(200, 'invalid_args', 'limit'), ...refused }),
  vastai({
    name: 'a web page under 502',
    says: () => textResponse('<html>Bad gateway</html>', 'text/html', 502),
    ...{ code: 'provider.unavailable', again: 'later', most: 3 },
  }),
];

/** Rounds that are refused before the provider takes them again, where nobody needs to do anything. */
const refusedRounds = 5;
/** How long it is watched that nobody is asked. */
const silenceMs = 4 * day;

/** Refuses an account of either provider in its own words, and sees what stops its rounds and what starts them again. */
export class OwnWords {
  readonly faults: string[] = [];
  readonly figures = { rounds: 0, requests: 0, stopped: 0, looksInSilence: 0 };
  readonly #desk: Desk;
  readonly #front: Front;
  readonly #clock: VirtualClock;
  readonly #random: () => number;
  readonly #startMs: number;
  #sent = 0;
  #doing = '';

  constructor(desk: Desk, front: Front, clock: VirtualClock, random: () => number, startMs: number) {
    this.#desk = desk;
    this.#front = front;
    this.#clock = clock;
    this.#random = random;
    this.#startMs = startMs;
  }

  async run(wording: Wording): Promise<void> {
    const { provider, name, again } = wording;
    this.#doing = `${provider}, ${name}`;
    this.#clock.nowMs = this.#startMs;
    const id = this.#desk.open(provider, this.#front.baseUrls[provider], this.#startMs);
    const direct = directTransport();
    const watch = { asked: () => void (this.#sent += 1), told: () => undefined };
    const poller = pollerOf(this.#desk, this.#clock, this.#random, this.#clock.watched(direct, watch));
    const honest = this.#front.plays[provider];
    await this.#round(poller, id);
    const before = this.#said(id);
    this.#front.plays[provider] = refusing(honest, wording);
    await this.#refusedRound(poller, id, wording);
    if (again === 'later') await this.#goesOn(poller, id, wording, honest);
    else if (again === 'at once') this.#expectOk(await this.#round(poller, id), 'signed with their clock');
    else await this.#waitsForUser(poller, id, wording, honest);
    this.#front.plays[provider] = honest;
    if (this.#said(id) !== before) this.#fault('what was known has changed');
    if (this.#desk.account(id).failure !== null) this.#fault('still failed');
    await poller.stop();
    await direct.close();
    this.#desk.forget(id);
  }

  /** The round that is due next, at its time. */
  async #round(poller: Poller, id: AccountId): Promise<RoundOutcome | null> {
    for (;;) {
      const dueMs = poller.nextRoundAtMs(this.#desk.account(id));
      if (dueMs === null) return null;
      if (dueMs <= this.#clock.nowMs) break;
      // An end that has passed meanwhile is no reason to hurry any more, so the next round may move on.
      this.#clock.nowMs = Math.ceil(dueMs);
    }
    poller.startDue();
    if (!poller.isRunning(id)) this.#fault('not due');
    const outcome = await poller.sync(this.#desk.account(id));
    this.figures.rounds += 1;
    this.figures.requests += outcome.requests;
    return outcome;
  }

  async #refusedRound(poller: Poller, id: AccountId, { code, most, pauseMs = 0 }: Wording): Promise<void> {
    this.#judgeRefused(await this.#round(poller, id), code, most);
    const nextMs = poller.nextRoundAtMs(this.#desk.account(id));
    if (nextMs !== null && nextMs < this.#clock.nowMs + pauseMs) this.#fault('too soon');
  }

  #judgeRefused(outcome: RoundOutcome | null, code: FailureCode, most: number): void {
    if (outcome?.failure?.code !== code) this.#fault(`${String(outcome?.failure?.code)} instead of ${code}`);
    if ((outcome?.requests ?? 0) > most)
      this.#fault(`${String(outcome?.requests)} requests instead of ${String(most)}`);
  }

  /** Rounds go on by themselves, later and later but never rarer than the longest pause, until one is taken. */
  async #goesOn(poller: Poller, id: AccountId, wording: Wording, honest: Play): Promise<void> {
    for (let count = 1; count < refusedRounds; count += 1) {
      const lastMs = this.#clock.nowMs;
      await this.#refusedRound(poller, id, wording);
      if (this.#clock.nowMs - lastMs > 2 * hour) this.#fault(`asked after ${String(this.#clock.nowMs - lastMs)} ms`);
    }
    this.#front.plays[wording.provider] = honest;
    this.#expectOk(await this.#round(poller, id), 'taken again');
  }

  /** Nobody is asked, however long it lasts and whatever wakes; a look by hand changes nothing until the user has done something. */
  async #waitsForUser(poller: Poller, id: AccountId, wording: Wording, honest: Play): Promise<void> {
    const { again, code, most, provider } = wording;
    this.figures.stopped += 1;
    const sent = this.#sent;
    const untilMs = this.#clock.nowMs + silenceMs;
    for (; this.#clock.nowMs < untilMs; this.#clock.nowMs += hour) {
      if (this.#random() < 0.1) poller.forgetSchedule();
      poller.startDue();
      this.figures.looksInSilence += 1;
      if (poller.isRunning(id)) this.#fault('asked although stopped');
    }
    if (this.#sent !== sent) this.#fault(`${String(this.#sent - sent)} requests although stopped`);
    // By hand it is asked once, and still refused.
    this.#judgeRefused(await poller.sync(this.#desk.account(id)), code, most);
    if (poller.nextRoundAtMs(this.#desk.account(id)) !== null) this.#fault('due although stopped');
    this.#front.plays[provider] = honest;
    if (again === 'settings') {
      setAccountSettings(this.#desk.database, id, { site: 'china' });
      this.#expectOk(await poller.syncAnew(this.#desk.account(id)), 'other settings');
    } else {
      setAccountHint(this.#desk.database, id, 'abcd');
      this.#expectOk(await this.#round(poller, id), 'a new key');
    }
    if (poller.nextRoundAtMs(this.#desk.account(id)) === null) this.#fault('no further round');
  }

  #said(id: AccountId): string {
    return JSON.stringify(knownOf(this.#desk.database, id).map(({ id: key, missing }) => [key, missing]));
  }

  #expectOk(outcome: RoundOutcome | null, what: string): void {
    if (outcome?.ok !== true) this.#fault(`${what}: ${JSON.stringify(outcome?.failure ?? null)}`);
  }

  #fault(text: string): void {
    if (this.faults.length < 40) this.faults.push(`${this.#doing}: ${text}`);
  }
}

const refusing = (honest: Play, { play, says }: Wording): Play => ({
  ...honest,
  ...play,
  ...(says === undefined
    ? {}
    : {
        instead: (call: Call, _: DemoResponse, response) => {
          if (call.page === null) return false;
          sendWhole(response, says(call.request), call.request.at);
          return true;
        },
      }),
});
