import { day } from '../../../electron/core/model/instant.ts';
import type { DemoProvider } from '../../../electron/demo/exchange.ts';
import { JsonNumber, type JsonObject } from '../../../electron/demo/world/json.ts';
import { type DemoWorld, demoWorld } from '../../../electron/demo/world/world.ts';
import { emptyWorld } from '../../fakes/empty-world.ts';
import type { Paging } from '../front.ts';

/** The instant at which the attacked world stands still. */
export const anchor = new Date('2026-11-23T04:00:00Z');

const paging: Paging = { size: 10, numbering: 'clamped', total: (truth) => truth };
/** How its lists are paged. */
export const pagingOf = (provider: DemoProvider): Paging =>
  provider === 'wolover' ? paging : { ...paging, numbering: 'from-1' };

/** Whether an instance says the same for as long as a run lasts: what it says goes by the time. */
const lasts = ({ end_date: end }: JsonObject): boolean =>
  !(end instanceof JsonNumber) || Number(end.text) * 1_000 > anchor.getTime() + 5 * day;

/** What is attacked: orders and machines that stand still. */
export const stillWorld = (): DemoWorld => {
  const world = demoWorld(anchor, { wolover: 14, unicloud: 14, qiniu: 10, alibaba: 14, vastai: 24 });
  const [wolover, unicloud, qiniu] = [world.wolover(anchor), world.unicloud(anchor), world.qiniu(anchor)];
  const [alibaba, vastai] = [world.alibaba(anchor), world.vastai(anchor)];
  const instances = vastai.instances.filter(lasts);
  return {
    ...emptyWorld,
    wolover: () => wolover,
    unicloud: () => unicloud,
    qiniu: () => qiniu,
    alibaba: () => alibaba,
    vastai: () => ({ ...vastai, instances }),
  };
};
