import type { DemoResponse, DemoRequest } from './exchange.ts';
import type { Fault, FaultScript, Rows } from './fault-script.ts';
import type { Arrival } from './listen.ts';

/** One request in the log; never its query, which carries signatures. */
export interface LoggedRequest {
  readonly provider: string;
  readonly number: number;
  readonly method: string;
  readonly path: string;
  /** The action of Alibaba Cloud (a header) and UniCloud (in the query), whose calls share a path; else null. */
  readonly action: string | null;
  readonly status: number;
}

/** Numbers and logs the requests of all the servers behind it and lets the faults at them. */
export class FrontDesk {
  readonly #now: () => Date;
  readonly #faults: FaultScript;
  readonly #counters = new Map<string, number>();
  #log: LoggedRequest[] = [];

  constructor(now: () => Date, faults: FaultScript) {
    this.#now = now;
    this.#faults = faults;
  }

  respond(provider: string, arrival: Arrival, respond: Responder): DemoResponse {
    const number = (this.#counters.get(provider) ?? 0) + 1;
    this.#counters.set(provider, number);
    const request = demoRequest(provider, number, arrival, this.#now());
    const response = faultyResponse(request, this.#faults.take(request), respond);
    this.#log.push(logEntryOf(request, response));
    return response;
  }

  requests(provider?: string): readonly LoggedRequest[] {
    return this.#log.filter((entry) => provider === undefined || entry.provider === provider);
  }

  reset(): void {
    this.#log = [];
    this.#counters.clear();
  }
}

function demoRequest(provider: string, number: number, arrival: Arrival, at: Date): DemoRequest {
  const { message, path, query, body } = arrival;
  return { provider, number, method: message.method ?? '', path, query, headers: message.headers, body, at };
}

function logEntryOf(request: DemoRequest, response: DemoResponse): LoggedRequest {
  const { provider, number, method, path } = request;
  const named = request.headers['x-acs-action'];
  const action = typeof named === 'string' ? named : (/(?:^|&)Action=(\w+)/.exec(request.query)?.[1] ?? null);
  return { provider, number, method, path, action, status: response.status };
}

/** A provider's response to a request whose list rows pass through `alter` first. */
export type Responder = (request: DemoRequest, alter: (rows: Rows) => Rows) => DemoResponse;

function faultyResponse(request: DemoRequest, faults: readonly Fault[], respond: Responder): DemoResponse {
  const alter = (rows: Rows): Rows =>
    faults.reduce((altered, fault) => fault.rows?.(altered, request) ?? altered, rows);
  const real = respond(request, alter);
  const dated = { ...real, headers: { ...real.headers, Date: request.at.toUTCString() } };
  return faults.reduce((result, fault) => {
    const changed = fault.respond?.(result, request) ?? result;
    return { ...changed, headers: { Date: request.at.toUTCString(), ...changed.headers } };
  }, dated);
}
