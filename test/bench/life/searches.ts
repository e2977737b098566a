import { everyRental } from '../../../electron/contract/views.ts';
import type { Program } from '../../../electron/program/program.ts';
import { valueOf } from './open-life.ts';

/** From three characters on, from what is rare to what half of all rentals say. */
const queries = ['训练机-0231', '训练机', 'Bare Metal', '4090', '服务器', 'ubuntu 22'];
const times = 5;

/** What each query costs this process, from question to view: the first page and how many there are. */
export const measureSearches = async ({ rentals }: Program) => {
  const all: { readonly query: string; readonly cpuMs: readonly number[] }[] = [];
  for (const query of queries) {
    const cpuMs: number[] = [];
    for (let time = 0; time < times; time += 1) {
      const before = process.cpuUsage();
      valueOf(await rentals.list({ ...everyRental, query, offset: 0, limit: 100 }));
      const { user, system } = process.cpuUsage(before);
      cpuMs.push((user + system) / 1000);
    }
    all.push({ query, cpuMs });
  }
  return all;
};
