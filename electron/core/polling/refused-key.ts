import type { Failure, FailureCode } from '../model/failure.ts';

/** The failures after which only the user can do something: a refused key stays refused. After all others an account is asked again, later and later. */
const endsWithUser: Readonly<Record<FailureCode, boolean>> = {
  'account.key-rejected': true,
  'account.key-lacks-permission': true,
  // Until its settings change, or somebody asks.
  'account.wrong-site': true,
  // Whom the key is for is looked at before each round, so that asking again costs no request.
  'account.address-changed': false,
  'account.clock-skewed': false,
  'network.offline': false,
  'network.timeout': false,
  'network.tls': false,
  'network.proxy': false,
  'provider.unavailable': false,
  'provider.rate-limited': false,
  'provider.refused': false,
  'provider.unexpected-answer': false,
  'vault.unavailable': false,
  'vault.locked': false,
  'vault.denied': false,
  'store.damaged': false,
  'store.full': false,
  'store.locked': false,
  'store.forbidden': false,
  'backup.not-written': false,
  'backup.not-read': false,
  'export.not-written': false,
  'login.refused': false,
  'update.unreachable': false,
  'update.unreadable': false,
  'update.refused': false,
  'update.not-installed': false,
  'input.invalid': false,
  'not-found': false,
  cancelled: false,
  bug: false,
};

/** Whether an account is left alone after a failure, a refused key above all, until its user has done something. */
export const waitsForUser = ({ code }: Failure): boolean => endsWithUser[code];
