import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import { ipcNameOf, requestNames, type RequestName } from '../../contract/requests.ts';
import type { EventName } from '../../core/model/events.ts';
import { failed } from '../../core/model/failure.ts';
import { isTrustedSender, type Sender } from './sender.ts';

/** What the router stands between. */
export interface RouterParts {
  /** The contents of our one window; null while there is none. */
  readonly windowContents: () => WebContents | null;
  /** Replies to one request of a trusted sender, whose input nobody has looked at. */
  readonly reply: (name: RequestName, rawInput: unknown) => Promise<unknown>;
  readonly log: { warn(facts: object, message: string): void };
}

/** The only way between main and the page. */
export interface Router {
  /** Sends an event to the window, if there is one. */
  broadcast(event: EventName): void;
  /** Takes the handlers away. */
  close(): void;
}

const senderOf = (event: IpcMainInvokeEvent): Sender => {
  const contentsId = event.sender.id;
  try {
    const { sender, senderFrame } = event;
    const isMainFrame = senderFrame !== null && senderFrame.parent === null && sender.mainFrame === senderFrame;
    return { contentsId, isMainFrame, url: senderFrame?.url ?? '' };
  } catch {
    // Its frame went away while the message was under way: there is nobody to trust, or to reply to.
    return { contentsId, isMainFrame: false, url: '' };
  }
};

/** Registers every request of the contract; the sender is checked here, so that no handler can forget it. */
export const createRouter = ({ windowContents, reply, log }: RouterParts): Router => {
  for (const name of requestNames) {
    ipcMain.handle(ipcNameOf(name), (event, ...inputs: unknown[]) => {
      const sender = senderOf(event);
      if (!isTrustedSender(sender, windowContents()?.id ?? null)) {
        log.warn({ request: name, contentsId: sender.contentsId, isMainFrame: sender.isMainFrame }, 'refused a sender');
        return failed('input.invalid', { field: 'sender', reason: 'not-allowed' });
      }
      if (inputs.length !== 1) return failed('input.invalid', { field: '', reason: 'wrong-type' });
      return reply(name, inputs[0]);
    });
  }
  return {
    broadcast(event) {
      const contents = windowContents();
      if (contents !== null && !contents.isDestroyed()) contents.send(ipcNameOf(event));
    },
    close() {
      for (const name of requestNames) ipcMain.removeHandler(ipcNameOf(name));
    },
  };
};
