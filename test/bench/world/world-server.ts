import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { request } from 'undici';
import { z } from 'zod';
import { trafficSchema, type TrafficSeen } from './traffic.ts';

const preparedSchema = z.object({ pages: z.number(), bytes: z.number() });

/** What is asked of a served world, from whichever process. */
export class WorldControl {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  /** Begins to count anew, and answers from now on so many milliseconds after each request. */
  async reset(latencyMs = 0): Promise<void> {
    await this.#ask(`reset?latencyMs=${String(latencyMs)}`);
  }

  async traffic(): Promise<TrafficSeen> {
    return trafficSchema.parse(await this.#ask('traffic'));
  }

  /** One order that ran is completed from now on. */
  async changeOne(): Promise<void> {
    await this.#ask('change');
  }

  /** Makes every page of a size, and tells how many there are and their bytes. */
  async prepare(size: number): Promise<z.infer<typeof preparedSchema>> {
    return preparedSchema.parse(await this.#ask(`prepare?size=${String(size)}`));
  }

  async #ask(wish: string): Promise<unknown> {
    const { body } = await request(`${this.#url}/bench/${wish}`);
    return body.json();
  }
}

/** How many rows the program asks for at once where its user says nothing. */
export const usualPageSize = 100;

/** A world that a process of its own serves on the loopback interface. */
export interface WorldServer {
  readonly orders: number;
  readonly url: string;
  readonly control: WorldControl;
  readonly stop: () => Promise<void>;
}

/** Starts a server with so many orders, all of its pages made: a history, or orders that end one soon after the other. */
export const serveWorld = async (kind: 'orders' | 'ends', orders: number): Promise<WorldServer> => {
  const child = spawn(process.execPath, [join(process.cwd(), 'out/bench/server.js'), kind, String(orders)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const url = `http://127.0.0.1:${String(await portOf(child))}`;
  const control = new WorldControl(url);
  await control.prepare(usualPageSize);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = (): Promise<void> => {
    child.kill();
    return ended;
  };
  return { orders, url, control, stop };
};

const portOf = (child: ChildProcess): Promise<number> =>
  new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error('the server of the world ended')));
    child.stdout?.once('data', (chunk: Buffer) => resolve(Number(chunk.toString())));
  });
