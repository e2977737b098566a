import type { Failure, FailureCode, FailureOf } from '../../electron/core/model/failure.ts';
import { at } from './instants.ts';

const retryAt = at('2026-03-01T09:00:00Z');
const said = { retryAt, status: 400, providerCode: 'InvalidParameter', providerMessage: 'Page.', requestId: 'F00-1' };

type Whole<Failed> = Failed extends Failure ? Required<Failed> : never;

/** The keys that a code has no fact for can only be absent. */
type Carried<Failed> = { [Name in keyof Failed as Failed[Name] extends never ? never : Name]: Failed[Name] };

/** A failure of each code with every fact that it can have. */
export const everyFailure: { readonly [Code in FailureCode]: Failure & Carried<Whole<FailureOf<Code>>> } = {
  'network.offline': { code: 'network.offline', retryAt, detail: 'ENOTFOUND' },
  'network.timeout': { code: 'network.timeout', retryAt, detail: 'between-chunks' },
  'network.tls': { code: 'network.tls', retryAt, detail: 'ca-missing' },
  'network.proxy': { code: 'network.proxy', retryAt, status: 407, detail: 'proxy-auth' },
  'provider.unavailable': { code: 'provider.unavailable', retryAt, status: 503, detail: 'ECONNRESET' },
  'provider.rate-limited': { code: 'provider.rate-limited', retryAt, status: 429 },
  'provider.refused': { code: 'provider.refused', ...said },
  'provider.unexpected-answer': {
    code: 'provider.unexpected-answer',
    retryAt,
    status: 302,
    detail: 'not-json',
    path: '$',
    redirectedTo: 'login.example.com',
  },
  'account.key-rejected': { code: 'account.key-rejected', ...said },
  'account.key-lacks-permission': { code: 'account.key-lacks-permission', ...said },
  'account.wrong-site': { code: 'account.wrong-site', ...said, site: 'international' },
  'account.clock-skewed': { code: 'account.clock-skewed', ...said },
  'account.address-changed': { code: 'account.address-changed', storedFor: 'https://api.example.com' },
  'vault.unavailable': { code: 'vault.unavailable', detail: 'not-answering', reason: 'keychain-not-answering' },
  'vault.locked': { code: 'vault.locked', detail: 'timeout' },
  'vault.denied': { code: 'vault.denied', detail: 'missing', reason: 'not-in-secrets' },
  'store.damaged': { code: 'store.damaged', detail: '/data/old', reason: 'set-aside' },
  'store.full': { code: 'store.full', detail: 'EDQUOT /data', reason: 'quota' },
  'store.locked': { code: 'store.locked', detail: 'EBUSY /data', reason: 'no-reply' },
  'store.forbidden': { code: 'store.forbidden', detail: 'EROFS /data', reason: 'read-only' },
  'backup.not-written': { code: 'backup.not-written', detail: 'EACCES /backup', reason: 'exists' },
  'backup.not-read': { code: 'backup.not-read', detail: 'ENOENT /backup', reason: 'no-backup' },
  'export.not-written': { code: 'export.not-written', detail: 'ENOSPC /export' },
  'login.refused': { code: 'login.refused' },
  'update.unreachable': { code: 'update.unreachable', detail: 'ENOTFOUND', reason: 'missing' },
  'update.unreadable': { code: 'update.unreadable' },
  'update.refused': { code: 'update.refused', detail: 'cdn.example.com', reason: 'elsewhere' },
  'update.not-installed': { code: 'update.not-installed', detail: 'EACCES /opt' },
  'input.invalid': { code: 'input.invalid', field: 'size', reason: 'out-of-range', detail: '1–100' },
  'not-found': { code: 'not-found', field: 'account', reason: 'no-notices', detail: 'refused' },
  cancelled: { code: 'cancelled', retryAt },
  bug: { code: 'bug' },
};
