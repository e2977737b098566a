import type { Result } from '../contract/failure.ts';
import type { HttpAnswer, HttpRequest } from '../http/port.ts';
import type { ProviderSession } from './provider.ts';
import { withoutSecrets } from './secrets.ts';

/** Sends a request of a session, see `HttpPort`. A redirect to a host that is made of a key does not show it. */
export const sendFor = async (session: ProviderSession, build: () => HttpRequest): Promise<Result<HttpAnswer>> => {
  const sent = await session.http.send(build);
  if (sent.ok || sent.failure.redirectedTo === undefined) return sent;
  const redirectedTo = withoutSecrets(sent.failure.redirectedTo, session.secrets);
  return { ok: false, failure: { ...sent.failure, redirectedTo } };
};
