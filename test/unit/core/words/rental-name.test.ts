import { describe, expect, it } from 'vitest';
import { providerOrderIdOf } from '../../../../electron/core/model/ids.ts';
import { rentalName, type Nameable } from '../../../../electron/core/words/rental-name.ts';

const thing = (change: Partial<Nameable>): Nameable => ({
  provider: 'unicloud',
  title: 'ECS',
  resourceType: 'ECS',
  resourceId: null,
  spec: null,
  orders: [providerOrderIdOf('1144119593783001088')],
  ...change,
});
const qiniu = (title: string, resourceType: string | null, resourceId: string | null = null): Nameable =>
  thing({ provider: 'qiniu', title, resourceType, resourceId });
const disk = { resourceType: 'DATA_HARD_DISK', title: 'DATA_HARD_DISK · 高性能HDD云硬盘 50GB' };

describe('what a rental is called', () => {
  it.each<[string, Nameable, string, string]>([
    ['a name that was given', thing({ title: 'ECS · box', words: 'ECS · 8核' }), 'ECS · box', 'ECS · box'],
    ['a disk with its size', thing(disk), 'Data disk 50 GB', '数据盘 50 GB'],
    [
      'a server with cores and memory',
      thing({ title: 'ECS · 通用型 8核 32GB' }),
      'Cloud server 8 vCPU 32 GB',
      '云主机 8 核 32 GB',
    ],
    ['a server with cards', thing({ title: 'ECS · GPU计算型 16核 64GB A10×1' }), 'Cloud server 1×A10', '云主机 1×A10'],
    ['an address', thing({ title: 'EIP · 10Mbps', resourceType: 'EIP' }), 'Elastic IP 10 Mbps', '弹性公网 IP 10 Mbps'],
    [
      'the size of its spec',
      thing({ ...disk, title: 'DATA_HARD_DISK', spec: 'SSD 2TB' }),
      'Data disk 2 TB',
      '数据盘 2 TB',
    ],
    ['words that measure nothing', thing({ title: 'ECS · 训练机' }), 'Cloud server · 训练机', '云主机 · 训练机'],
    ['nothing but its kind', thing({}), 'Cloud server · 1088', '云主机 · 1088'],
    [
      'an unknown kind',
      thing({ title: 'NAT', resourceType: 'NAT', resourceId: 'nat-0a1b' }),
      'NAT · 0a1b',
      'NAT · 0a1b',
    ],
    ['kind and id', qiniu('instance i-0c4d9e8f', 'instance', 'i-0c4d9e8f'), 'Instance · 9e8f', '云主机 · 9e8f'],
    ['the id that it had first', qiniu('disk d-1111', 'disk', 'd-2222'), 'Disk · 2222', '云盘 · 2222'],
    ['kind and an unusual id', qiniu('instance i-<b>&', 'instance', 'i-<b>&'), 'Instance · <b>&', '云主机 · <b>&'],
    ['a bare word', qiniu('instance', 'instance'), 'Instance · 1088', '云主机 · 1088'],
    ['an id of its order', qiniu('1144119593783001088-item-1', null), 'Resource · 1088', '资源 · 1088'],
    [
      'a code and an id',
      thing({ provider: 'alibaba', title: 'rds · c3d4', resourceType: 'rds', resourceId: 'rm-bp1c3d4', orders: [] }),
      'RDS database · c3d4',
      '云数据库 RDS · c3d4',
    ],
    [
      'a title of an earlier release',
      thing({ provider: 'alibaba', title: '云数据库 RDS · c3d4', resourceType: 'rds', resourceId: 'rm-bp1c3d4' }),
      'RDS database · c3d4',
      '云数据库 RDS · c3d4',
    ],
    [
      'a machine without cards',
      thing({ provider: 'vastai', title: 'instance · 4567', resourceType: 'instance', resourceId: '1234567' }),
      'Instance · 4567',
      '实例 · 4567',
    ],
    [
      'a machine with cards',
      thing({ provider: 'vastai', title: '2×RTX 4090 · 4567', resourceType: 'instance', resourceId: '1234567' }),
      '2×RTX 4090 · 4567',
      '2×RTX 4090 · 4567',
    ],
    [
      'a product',
      thing({ provider: 'wolover', title: '单节点服务器', resourceType: 'container', spec: '10×RTX 4090' }),
      '单节点服务器',
      '单节点服务器',
    ],
    [
      'the name that an earlier release stored',
      qiniu('disk for backups', 'disk'),
      'disk for backups',
      'disk for backups',
    ],
  ])('%s', (_what, nameable, english, chinese) => {
    expect([rentalName(nameable, 'en'), rentalName(nameable, 'zh-CN')]).toEqual([english, chinese]);
  });
});
