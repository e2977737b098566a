import { success, type Result } from '../../core/model/failure.ts';
import type { HttpResponse, HttpRequest } from '../../core/ports/http.ts';
import type { ProviderSession } from '../../core/ports/provider.ts';
import { withoutEchoes, withoutSecrets } from './secrets.ts';

/**
 * Sends a request of a session, see `HttpPort`: the one way to a provider, since no response leaves here with a key in it, be it
 * the account's own or another that was read in this run of the program. A redirect to a host that is made of a key does not show it.
 */
export const sendFor = async (session: ProviderSession, build: () => HttpRequest): Promise<Result<HttpResponse>> => {
  const sent = await session.http.send(build);
  const secrets = session.secretsRead?.with(session.secrets) ?? session.secrets;
  if (sent.ok) return success(withoutEchoes(sent.value, secrets));
  if (sent.failure.redirectedTo === undefined) return sent;
  const redirectedTo = withoutSecrets(sent.failure.redirectedTo, secrets);
  return { ok: false, failure: { ...sent.failure, redirectedTo } };
};
