import type { AlibabaSecrets } from './alibaba-caller.ts';
import { plainAlibaba, respondAsAlibaba, type AlibabaManner } from './alibaba-server.ts';
import type { DemoProvider } from './exchange.ts';
import { FaultScript } from './fault-script.ts';
import { FrontDesk, type Responder, type LoggedRequest } from './front-desk.ts';
import { listen, type Listening } from './listen.ts';
import { respondAsQiniu, type QiniuSecrets } from './qiniu-server.ts';
import { respondAsUnicloud, type UnicloudSecrets } from './unicloud-server.ts';
import { respondAsVastai, type VastaiHabits, type VastaiSecrets } from './vastai-server.ts';
import { respondAsWolover, type WoloverPaging, type WoloverSecrets } from './wolover-server.ts';
import { demoWorld, type DemoWorld } from './world/world.ts';
import { qiniuRecords, qiniuUnpaid } from './world/qiniu-order.ts';

/** The keys that the demo servers accept, named as the accounts name them. */
interface DemoSecrets {
  readonly alibaba: AlibabaSecrets;
  readonly wolover: WoloverSecrets;
  readonly unicloud: UnicloudSecrets;
  readonly qiniu: QiniuSecrets;
  readonly vastai: VastaiSecrets;
}

/** How to start the demo servers; only the clock is required. */
export interface DemoOptions {
  /** The demo's present; asked anew for every request. */
  readonly now: () => Date;
  /** The instant that the default world is built around; left out: the present at the start. */
  readonly anchor?: Date;
  /** Replaces the world of one or more providers. */
  readonly world?: Partial<DemoWorld>;
  readonly faults?: FaultScript;
  readonly latencyMs?: number;
  /** Fixed ports; left out or 0: any free one. */
  readonly ports?: Partial<Record<DemoProvider, number>>;
  readonly secrets?: Partial<DemoSecrets>;
  /** What Alibaba Cloud thinks of the key and the account; left out: nothing against them. */
  readonly alibaba?: Partial<AlibabaManner>;
  readonly woloverPaging?: WoloverPaging;
  readonly vastaiHabits?: VastaiHabits;
  /** PEM texts; with them the servers speak HTTPS. */
  readonly tls?: { readonly key: string; readonly cert: string };
}

/** One running provider: where it is and which keys it accepts. */
interface DemoEndpoint<P extends DemoProvider> {
  readonly baseUrl: string;
  readonly secrets: DemoSecrets[P];
}

/** The running demo. */
export interface DemoServers {
  readonly alibaba: DemoEndpoint<'alibaba'>;
  readonly wolover: DemoEndpoint<'wolover'>;
  readonly unicloud: DemoEndpoint<'unicloud'>;
  readonly qiniu: DemoEndpoint<'qiniu'>;
  readonly vastai: DemoEndpoint<'vastai'>;
  /** Faults can be added and cleared at any time. */
  readonly faults: FaultScript;
  /** The requests since the start or the last reset, of one provider or of all. */
  requests(provider?: DemoProvider): readonly LoggedRequest[];
  /** Forgets the requests and counts from 1 again; faults stay. */
  reset(): void;
  /** Ends every connection, also hanging ones. */
  stop(): Promise<void>;
}

const defaultSecrets: DemoSecrets = {
  alibaba: { accessKeyId: 'demo-alibaba-key-id', accessKeySecret: 'demo-alibaba-key-secret' },
  wolover: { apiKey: 'demo-wolover-key' },
  unicloud: { accessKeyId: 'demo-access-key-id', accessKeySecret: 'demo-access-key-secret' },
  qiniu: { accessKey: 'demo-access-key', secretKey: 'demo-secret-key' },
  vastai: { apiKey: 'demo-vastai-key' },
};

/** Starts all providers on 127.0.0.1. Rejects when a fixed port is taken. */
export async function startDemoServers(options: DemoOptions): Promise<DemoServers> {
  const faults = options.faults ?? new FaultScript();
  const secrets = { ...defaultSecrets, ...options.secrets };
  const world = { ...demoWorld(options.anchor ?? options.now()), ...options.world };
  const paging = options.woloverPaging ?? 'clamped';
  const habits = options.vastaiHabits ?? {};
  const desk = new FrontDesk(options.now, faults);
  const started: Listening[] = [];
  const start = async (provider: DemoProvider, respond: Responder): Promise<string> => {
    const { latencyMs = 0, ports, tls } = options;
    const where = { port: ports?.[provider] ?? 0, latencyMs, ...(tls && { tls }) };
    const listening = await listen((arrival) => desk.respond(provider, arrival, respond), where);
    started.push(listening);
    return listening.baseUrl;
  };
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((listening) => listening.stop()));
  };
  try {
    const manner = { ...plainAlibaba, ...options.alibaba };
    return {
      alibaba: { baseUrl: await start('alibaba', alibaba(world, secrets.alibaba, manner)), secrets: secrets.alibaba },
      wolover: { baseUrl: await start('wolover', wolover(world, secrets.wolover, paging)), secrets: secrets.wolover },
      unicloud: { baseUrl: await start('unicloud', unicloud(world, secrets.unicloud)), secrets: secrets.unicloud },
      qiniu: { baseUrl: await start('qiniu', qiniu(world, secrets.qiniu)), secrets: secrets.qiniu },
      vastai: { baseUrl: await start('vastai', vastai(world, secrets.vastai, habits)), secrets: secrets.vastai },
      faults,
      requests: (provider) => desk.requests(provider),
      reset: () => desk.reset(),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function alibaba(world: DemoWorld, secrets: AlibabaSecrets, manner: AlibabaManner): Responder {
  const nonces = new Map<string, number>();
  return (request, alter) =>
    respondAsAlibaba(request, { ...manner, secrets, nonces, rows: () => alter(world.alibaba(request.at)) });
}

function wolover(world: DemoWorld, secrets: WoloverSecrets, paging: WoloverPaging): Responder {
  return (request, alter) =>
    respondAsWolover(request, { secrets, paging, rows: () => alter(world.wolover(request.at)) });
}

function unicloud(world: DemoWorld, secrets: UnicloudSecrets): Responder {
  const nonces = new Map<string, number>();
  return (request, alter) =>
    respondAsUnicloud(request, {
      secrets,
      nonces,
      rows: () => alter(world.unicloud(request.at).map((order) => order.list)),
      detail: (id) => world.unicloud(request.at).find((order) => order.list['Id'] === id)?.detail ?? null,
    });
}

function qiniu(world: DemoWorld, secrets: QiniuSecrets): Responder {
  return (request, alter) =>
    respondAsQiniu(request, {
      secrets,
      records: () => alter(world.qiniu(request.at).flatMap(qiniuRecords)),
      unpaid: () =>
        alter(
          world
            .qiniu(request.at)
            .map(qiniuUnpaid)
            .filter((row) => row !== null),
        ),
      detail: (hash) => world.qiniu(request.at).find((order) => order.order === hash) ?? null,
    });
}

function vastai(world: DemoWorld, secrets: VastaiSecrets, habits: VastaiHabits): Responder {
  const listedAt = new Map<string, number>();
  return (request, alter) =>
    respondAsVastai(request, {
      secrets,
      habits,
      listedAt,
      instances: () => alter(world.vastai(request.at).instances),
      priceIncreases: () => world.vastai(request.at).priceIncreases,
      user: () => world.vastai(request.at).user,
    });
}
