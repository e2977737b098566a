import { failed, success, type Result } from '../../../electron/core/model/failure.ts';
import type { HttpResponse } from '../../../electron/core/ports/http.ts';
import { wholeNumber } from '../../../electron/providers/reading/amounts.ts';
import { membersOf } from '../../../electron/providers/reading/leaves.ts';
import { parseJson } from '../../../electron/providers/reading/json.ts';
import type { ProviderSession } from '../../../electron/core/ports/provider.ts';
import { factsSaid, readSecret } from '../../../electron/providers/redaction/secrets.ts';
import { sendFor } from '../../../electron/providers/redaction/send.ts';
import { answerSchema } from './schema.ts';
import { authorization } from './sign.ts';

/** One page of leases as the wire has it. */
export interface LeasePage {
  readonly leases: readonly unknown[];
  readonly total: number | null;
}

/** Reads one page; pages count from 1. */
export const getLeases = async (session: ProviderSession, page: number, size: number): Promise<Result<LeasePage>> => {
  const keyId = readSecret(session, 'keyId');
  if (!keyId.ok) return keyId;
  const keySecret = readSecret(session, 'keySecret');
  if (!keySecret.ok) return keySecret;
  const zone = session.settings['zone'] ?? '';
  const path = `/v1/leases?page=${page}&size=${size}${zone === '' ? '' : `&zone=${encodeURIComponent(zone)}`}`;
  const sent = await sendFor(session, () => ({
    method: 'GET',
    url: `${session.baseUrl}${path}`,
    headers: { authorization: authorization(path, keyId.value, keySecret.value) },
    body: null,
  }));
  return sent.ok ? pageOf(sent.value, session) : sent;
};

const pageOf = (answer: HttpResponse, session: ProviderSession): Result<LeasePage> => {
  const json = parseJson(answer.text);
  const parsed = answerSchema.safeParse(json.ok ? json.value : null);
  const said = parsed.success ? parsed.data.error : null;
  if (answer.status >= 400 || said !== null) {
    const saying = { code: said?.code ?? null, message: said?.message ?? null, requestId: null };
    const facts = { ...factsSaid(saying, session.secrets), status: answer.status };
    return { ok: false, failure: { code: codeOf(answer.status), ...facts } };
  }
  if (!parsed.success) return json.ok ? failed('provider.unexpected-answer', { path: '$' }) : json;
  const { leases, total } = parsed.data;
  if (leases === undefined) return failed('provider.unexpected-answer', { path: 'leases' });
  return success({ leases: membersOf(leases), total: wholeNumber(total) });
};

const codeOf = (status: number) =>
  status === 401 ? 'account.key-rejected' : status === 403 ? 'account.key-lacks-permission' : 'provider.refused';
