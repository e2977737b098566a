/** What is asked of the session bus of a Linux desktop. No bus, no reply in time, an error: false or null. Never throws. */
export interface SessionBus {
  /** Whether a program offers this name now. */
  hasOwner(name: string): Promise<boolean>;
  /** Whether the bus knows how to start such a program. */
  canStart(name: string): Promise<boolean>;
  /** Starts it; false when it did not come up within five seconds. */
  start(name: string): Promise<boolean>;
  /** Returns the texts that a method without arguments replies with, or null when no reply comes within a second: a program that hangs counts as absent. */
  texts(name: string, path: string, contract: string, method: string): Promise<readonly string[] | null>;
  /** Whether a method is answered within three seconds, be it by an error: a program that hangs holds its name all the same. */
  replies(name: string, path: string, contract: string, method: string, argument: Argument): Promise<boolean>;
  /** The value of a property; null when it cannot be had. */
  property(name: string, path: string, contract: string, property: string): Promise<unknown>;
  /** Whether something takes the connection and does not answer within a second: a bus that hangs has every service, or none. */
  isSilent(): Promise<boolean>;
  /** Loads ahead of time what the first question would load; connects to nothing. Never rejects. */
  warmUp(): Promise<void>;
}

/** One argument of a method: its D-Bus signature and its value as the library writes it. */
interface Argument {
  readonly signature: string;
  readonly value: unknown;
}
