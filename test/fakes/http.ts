import { success, type Failure, type Result } from '../../electron/core/model/failure.ts';
import { createNodeTransport } from '../../electron/edges/http/node.ts';
import type { HttpResponse, HttpRequest, RoundHttp } from '../../electron/core/ports/http.ts';
import type { Transport } from '../../electron/edges/http/transport.ts';

/** The real Node transport, straight to the service. */
export const directTransport = (): Transport =>
  createNodeTransport({ findProxy: () => Promise.resolve(null), extraCertificates: null });

/** A network that answers what the test says and keeps what was asked. */
export class FakeNetwork {
  readonly asked: HttpRequest[] = [];
  answer: (request: HttpRequest) => HttpResponse | Failure | Promise<HttpResponse | Failure>;
  skewMs: number | null = null;
  notBeforeMs = 0;
  damagedText = false;

  constructor(answer: FakeNetwork['answer']) {
    this.answer = answer;
  }

  /** The door of one round, as the engine opens it. */
  readonly open = (): RoundHttp => {
    const before = this.asked.length;
    return {
      port: { send: (build) => this.#send(build()) },
      requests: () => this.asked.length - before,
      notBeforeMs: () => this.notBeforeMs,
      clockSkewMs: () => this.skewMs,
      hasDamagedText: () => this.damagedText,
    };
  };

  async #send(request: HttpRequest): Promise<Result<HttpResponse>> {
    this.asked.push(request);
    const answer = await this.answer(request);
    return 'code' in answer ? { ok: false, failure: answer } : success(answer);
  }
}

/** An answer with JSON in its body. */
export const json = (body: unknown, status = 200): HttpResponse => ({
  status,
  headers: {},
  text: JSON.stringify(body),
});

/** A row of Wolover's order list. */
export const woloverRow = (
  id: string,
  status: number,
  facts: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> => ({
  id,
  status,
  createTime: '2026-03-01 08:00:00',
  buyDuration: 1,
  productType: 1,
  reason: null,
  orderProductVo: { name: '4090×1' },
  ...facts,
});

/** Wolover's answer with one page that holds these rows. */
export const woloverPage = (...rows: readonly unknown[]): HttpResponse =>
  json({ total: rows.length, rows, code: 200, msg: '查询成功' });
