import { jsonResponse, type DemoRequest, type DemoResponse } from './exchange.ts';

/** The id of one response, as it stands in every body. */
export function alibabaRequestId(request: DemoRequest): string {
  return `7B3F0C52-91D4-5E8A-A6C1-${request.number.toString(16).toUpperCase().padStart(12, '0')}`;
}

/** An error of the gateway, never with HTTP 200: `{ RequestId, HostId, Code, Message, Recommend }`. */
export function alibabaError(request: DemoRequest, status: number, code: string, message: string): DemoResponse {
  const body = {
    RequestId: alibabaRequestId(request),
    HostId: request.headers.host ?? '',
    Code: code,
    Message: message,
    Recommend: `https://api.alibabacloud.com/troubleshoot?q=${code}&product=BssOpenApi`,
  };
  return jsonResponse(body, status);
}

/** A refusal of the billing service itself: HTTP 200 with `Success: false` and the code in the body. */
export function alibabaRefusal(request: DemoRequest, code: string, message: string): DemoResponse {
  return jsonResponse({ Code: code, Message: message, RequestId: alibabaRequestId(request), Success: false });
}

/** Too many calls of one user: HTTP 400, told from other errors by its code alone. */
export function alibabaThrottled(request: DemoRequest): DemoResponse {
  return alibabaError(request, 400, 'Throttling.User', 'Request was denied due to user flow control.');
}
