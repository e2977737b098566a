/** Whether the program starts when its user logs in, as the system has it now. */
export interface LoginItem {
  /** `unavailable`: this copy of the program cannot be started by the system. */
  readonly state: 'on' | 'off' | 'unavailable';
  /** A message key that says more, where there is more to say. */
  readonly why:
    | 'login_not_installed'
    | 'login_switched_off'
    | 'login_needs_approval'
    | 'login_other_program'
    | 'login_gone'
    | 'login_unreadable'
    | null;
}
