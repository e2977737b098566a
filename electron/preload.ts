import { contextBridge, ipcRenderer } from 'electron';
import {
  channelOf,
  eventNames,
  requestNames,
  type Bridge,
  type EventName,
  type RequestName,
} from './contract/channels.ts';

const request = (name: RequestName): ((input: unknown) => Promise<unknown>) => {
  const channel = channelOf(name);
  return (input) => ipcRenderer.invoke(channel, input);
};

/** The listener gets no event object: that would hand the page the sender, and with it every channel. */
const subscription = (name: EventName): ((listener: () => void) => () => void) => {
  const channel = channelOf(name);
  return (listener) => {
    const heard = (): void => listener();
    ipcRenderer.on(channel, heard);
    return () => {
      ipcRenderer.removeListener(channel, heard);
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
