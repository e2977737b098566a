import { refusedAlibabaCaller, type AlibabaCallers } from './alibaba-caller.ts';
import { alibabaError, alibabaRefusal, alibabaRequestId } from './alibaba-refusals.ts';
import { decodedPairs, jsonResponse, textResponse, type DemoResponse, type DemoRequest } from './exchange.ts';
import type { Rows } from './fault-script.ts';
import { memberText, type JsonObject } from './world/json.ts';

/** Where an account was opened; each site has a host of its own. */
type AlibabaSite = 'china' | 'international';

/** How the server takes its callers, beside the keys that it knows. */
export interface AlibabaManner extends Pick<AlibabaCallers, 'key' | 'callsPerSecond'> {
  /** The site whose host is played. */
  readonly site: AlibabaSite;
  /** The site that the account belongs to; asked at the host of the other one it is refused. */
  readonly accountSite: AlibabaSite;
}

/** Takes the key for what it is: a Chinese account at the Chinese host, with all rights. */
export const plainAlibaba: AlibabaManner = {
  site: 'china',
  accountSite: 'china',
  key: 'accepted',
  callsPerSecond: null,
};

/** What the Alibaba Cloud server responds from. */
export interface AlibabaServerOptions extends AlibabaManner, AlibabaCallers {
  /** The rows of QueryAvailableInstances, whatever their way of paying. */
  readonly rows: (request: DemoRequest) => Rows;
}

type Parameters = ReadonlyMap<string, string>;

/** Answers `GET` or `POST /` for the action QueryAvailableInstances of the version 2017-12-14. */
export function respondAsAlibaba(request: DemoRequest, options: AlibabaServerOptions): DemoResponse {
  if (request.path !== '/') return textResponse('<html><body>404 Not Found</body></html>', 'text/html', 404);
  if (request.method !== 'GET' && request.method !== 'POST') {
    return alibabaError(request, 405, 'UnsupportedHTTPMethod', 'This http method is not supported.');
  }
  const pairs = decodedPairs(request.query);
  const parameters: Parameters = new Map(pairs ?? []);
  if (pairs === null || parameters.size !== pairs.length) {
    return alibabaError(request, 400, 'InvalidParameter', 'The specified query is not valid.');
  }
  const refused = refusedAlibabaCaller(request, pairs, options);
  if (refused !== null) return refused;
  const { 'x-acs-action': action, 'x-acs-version': version } = request.headers;
  if (action !== 'QueryAvailableInstances' || version !== '2017-12-14') {
    return alibabaError(request, 404, 'InvalidAction.NotFound', 'Specified api is not found.');
  }
  if (options.accountSite !== options.site) {
    return alibabaRefusal(request, 'NotApplicable', 'This API is not applicable for caller.');
  }
  if (options.key === 'not-authorized') {
    return alibabaRefusal(request, 'NotAuthorized', 'This API is not authorized for caller.');
  }
  return queryAvailableInstances(request, parameters, options);
}

function queryAvailableInstances(
  request: DemoRequest,
  parameters: Parameters,
  options: AlibabaServerOptions,
): DemoResponse {
  const page = pageNumber(parameters, 'PageNum', 1);
  const size = pageNumber(parameters, 'PageSize', 20);
  if (page === null) return invalid(request, 'PageNum');
  if (size === null || size > 300) return invalid(request, 'PageSize');
  if (has(parameters, 'Region') && !has(parameters, 'ProductCode')) {
    return alibabaRefusal(request, 'MissingParameter', 'ProductCode is mandatory where Region is specified.');
  }
  const wanted = rowFilter(parameters);
  if (typeof wanted === 'string') return invalid(request, wanted);
  const rows = options.rows(request).filter(wanted);
  return jsonResponse({
    Code: 'Success',
    Message: 'Successful!',
    RequestId: alibabaRequestId(request),
    Success: true,
    Data: {
      PageNum: page,
      PageSize: size,
      TotalCount: rows.length,
      InstanceList: rows.slice((page - 1) * size, page * size),
    },
  });
}

/** What a refused parameter is called is not published; that the service refuses with HTTP 200 is its habit. */
function invalid(request: DemoRequest, name: string): DemoResponse {
  return alibabaRefusal(request, 'InvalidParameter', `The specified parameter ${name} is not valid.`);
}

function has(parameters: Parameters, name: string): boolean {
  return (parameters.get(name) ?? '') !== '';
}

/** A number from 1, or null when it is none. */
function pageNumber(parameters: Parameters, name: string, otherwise: number): number | null {
  const text = parameters.get(name) ?? '';
  if (text === '') return otherwise;
  return /^\d{1,9}$/.test(text) && Number(text) > 0 ? Number(text) : null;
}

/** The filters that compare a field with the value as it is, and the words that they know (all, when null). */
const wordFilters: Readonly<Record<string, readonly string[] | null>> = {
  ProductCode: null,
  Region: null,
  RenewStatus: ['AutoRenewal', 'ManualRenewal', 'NotRenewal'],
  SubscriptionType: ['Subscription', 'PayAsYouGo'],
};

/** A test for rows, or the name of the parameter that is refused. */
function rowFilter(parameters: Parameters): ((row: JsonObject) => boolean) | string {
  const tests: ((row: JsonObject) => boolean)[] = [];
  for (const [name, words] of Object.entries(wordFilters)) {
    const value = parameters.get(name) ?? '';
    if (value === '') continue;
    if (words !== null && !words.includes(value)) return name;
    tests.push((row) => row[name] === value);
  }
  const ids = (parameters.get('InstanceIDs') ?? '').split(',').filter((id) => id !== '');
  if (ids.length > 0) tests.push((row) => ids.includes(memberText(row, 'InstanceID')));
  for (const name of ['EndTimeStart', 'EndTimeEnd']) {
    const value = parameters.get(name) ?? '';
    if (value === '') continue;
    if (!isUtcText(value)) return name;
    tests.push((row) => endsOnSide(memberText(row, 'EndTime'), value, name === 'EndTimeStart'));
  }
  return (row) => tests.every((test) => test(row));
}

function isUtcText(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(text)) return false;
  const at = Date.parse(text);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 19) === text.slice(0, 19);
}

/** Both bounds are inclusive (which is not published); a row without an end fits neither. */
function endsOnSide(endTime: string, bound: string, fromBound: boolean): boolean {
  if (endTime === '') return false;
  return fromBound ? endTime >= bound : endTime <= bound;
}
