import type { Result } from '../model/failure.ts';
import type { LoginItem } from '../model/login-item.ts';

/** The system's list of programs that start when somebody logs in, as far as it is about this program. */
export interface LoginItems {
  /** What is so now; the user may have changed it elsewhere. Never throws. */
  read(): Promise<LoginItem>;
  /** Fails with `login.refused` where the system does not take it. */
  set(on: boolean): Promise<Result<null>>;
}
