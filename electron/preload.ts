import { contextBridge, ipcRenderer } from 'electron';
import { inputFault } from './contract/bounded-input.ts';
import { ipcNameOf, requestNames, type Bridge, type RequestName } from './contract/requests.ts';
import { type EventName, eventNames } from './core/model/events.ts';
import { failed } from './core/model/failure.ts';
import { markStart } from './core/model/start-marks.ts';

markStart(performance, 'preload.start');

/** What main would refuse unread is not sent: copying it alone would keep main from ringing meanwhile. */
const request = (name: RequestName): ((input: unknown) => Promise<unknown>) => {
  const ipcName = ipcNameOf(name);
  return (input) => {
    const fault = inputFault(input);
    if (fault !== null) return Promise.resolve(failed('input.invalid', { field: '', reason: fault }));
    return ipcRenderer.invoke(ipcName, input);
  };
};

/** The listener gets no event object: that would hand the page the sender, and with it everything else that main sends or takes. */
const subscription = (name: EventName): ((listener: () => void) => () => void) => {
  const ipcName = ipcNameOf(name);
  return (listener) => {
    const heard = (): void => listener();
    ipcRenderer.on(ipcName, heard);
    return () => {
      ipcRenderer.removeListener(ipcName, heard);
    };
  };
};

const functionsFor = <Name extends string, Made>(names: readonly Name[], make: (name: Name) => Made) =>
  Object.fromEntries(names.map((name) => [name, make(name)]));

const bridge: Record<keyof Bridge, Record<string, unknown>> = {
  request: functionsFor(requestNames, request),
  on: functionsFor(eventNames, subscription),
};

contextBridge.exposeInMainWorld('leasebell', bridge);
