import { jsonResponse, decodedPairs, textResponse, type DemoResponse, type DemoRequest } from './exchange.ts';
import type { Rows } from './fault-script.ts';
import type { Json } from './world/json.ts';

/** The key that a Wolover account pastes. */
export interface WoloverSecrets {
  readonly apiKey: string;
}

/**
 * How the list counts its pages. `clamped` is the habit of the RuoYi family, which this backend seems to belong to: pages
 * ≤ 0 are the first one, pages past the end repeat the last one. `zero-based` is what the document says.
 */
export type WoloverPaging = 'clamped' | 'zero-based';

/** What the Wolover server responds from. */
export interface WoloverServerOptions {
  readonly secrets: WoloverSecrets;
  readonly paging: WoloverPaging;
  readonly rows: (request: DemoRequest) => Rows;
}

const listPath = '/order/openapi/getOrderList';

/** Answers `POST /order/openapi/getOrderList`; every refusal is HTTP 200 with the code in the body, as RuoYi does. */
export function respondAsWolover(request: DemoRequest, options: WoloverServerOptions): DemoResponse {
  if (request.path !== listPath) return notFound(request);
  if (request.headers.authorization !== `Bearer ${options.secrets.apiKey}`) {
    return refusal(401, '认证失败，无法访问系统资源');
  }
  if (request.method !== 'POST') return refusal(500, `Request method '${request.method}' not supported`);
  const contentType = request.headers['content-type'] ?? '';
  if (contentType.split(';')[0]?.trim().toLowerCase() !== 'application/x-www-form-urlencoded') {
    return refusal(500, `Content type '${contentType}' not supported`);
  }
  const pairs = decodedPairs(request.body);
  if (pairs === null) return refusal(500, '请求参数格式错误');
  return listOrders(new Map(pairs), request, options);
}

/** A refusal in the body of an HTTP 200: 401 rejected key, 403 no permission, 500 business error. */
export function refusal(code: number, message: string): DemoResponse {
  return jsonResponse({ code, msg: message, data: null });
}

function listOrders(
  form: ReadonlyMap<string, string>,
  request: DemoRequest,
  options: WoloverServerOptions,
): DemoResponse {
  const fields: Record<string, number | null> = {};
  for (const name of ['pageNum', 'pageSize', 'status']) {
    const text = form.get(name) ?? '';
    if (text === '' && name !== 'status') return refusal(500, `${name}不能为空`);
    if (!/^(-?\d{1,9})?$/.test(text)) {
      return refusal(500, `请求参数类型不匹配，参数[${name}]要求类型为：'java.lang.Integer'，但输入值为：'${text}'`);
    }
    fields[name] = text === '' ? null : Number(text);
  }
  const { pageNum, pageSize, status } = fields;
  const rows = options.rows(request).filter((row) => status === null || row['status'] === status);
  // RuoYi falls back to ten rows where a page size makes no sense.
  const size = pageSize === null || pageSize === undefined || pageSize < 1 ? 10 : pageSize;
  const page = pageIndex(pageNum ?? 0, Math.ceil(rows.length / size), options.paging);
  const response: Json = {
    total: rows.length,
    rows: rows.slice(page * size, (page + 1) * size),
    code: 200,
    msg: '查询成功',
  };
  return jsonResponse(response);
}

/** The page to send, counted from 0. */
function pageIndex(pageNum: number, pages: number, paging: WoloverPaging): number {
  if (paging === 'zero-based') return Math.max(pageNum, 0);
  return Math.min(Math.max(pageNum, 1), Math.max(pages, 1)) - 1;
}

function notFound(request: DemoRequest): DemoResponse {
  if (request.path === '/') return textResponse('<!doctype html><title>Wolover</title>', 'text/html;charset=UTF-8');
  const body = { timestamp: request.at.toISOString(), status: 404, error: 'Not Found', path: request.path };
  return jsonResponse(body, 404);
}
