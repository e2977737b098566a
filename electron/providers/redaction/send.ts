import { success, type Result } from '../../core/model/failure.ts';
import type { HttpAnswer, HttpRequest } from '../../core/ports/http.ts';
import type { ProviderSession } from '../../core/ports/provider.ts';
import { withoutEchoes, withoutSecrets } from './secrets.ts';

/**
 * Sends a request of a session, see `HttpPort`: the one way to a provider, since no answer leaves here with the account's own keys in it. A
 * redirect to a host that is made of a key does not show it.
 */
export const sendFor = async (session: ProviderSession, build: () => HttpRequest): Promise<Result<HttpAnswer>> => {
  const sent = await session.http.send(build);
  if (sent.ok) return success(withoutEchoes(sent.value, session.secrets));
  if (sent.failure.redirectedTo === undefined) return sent;
  const redirectedTo = withoutSecrets(sent.failure.redirectedTo, session.secrets);
  return { ok: false, failure: { ...sent.failure, redirectedTo } };
};
