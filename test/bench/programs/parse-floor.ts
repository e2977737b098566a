import { PageClient } from '../world/page-client.ts';

/**
 * The floor of a round that finds nothing new: `node parse-floor.js URL PAGES SIZE TIMES`. Asks for each page once and parses its body, in
 * a process that has done so before, as the engine has. Prints the CPU time of each pass in milliseconds.
 */
const [url = '', pages = '0', size = '100', times = '1'] = process.argv.slice(2);
const client = new PageClient(url, 1);

const pass = async (): Promise<void> => {
  for (let number = 1; number <= Number(pages); number += 1) JSON.parse(await client.text(number, Number(size)));
};

await pass();
const cpuMs: number[] = [];
for (let time = 0; time < Number(times); time += 1) {
  const before = process.cpuUsage();
  await pass();
  const { user, system } = process.cpuUsage(before);
  cpuMs.push((user + system) / 1000);
}
await client.close();
process.stdout.write(JSON.stringify(cpuMs));
