import type { UnicloudRegion } from './unicloud-order.ts';

/** The regions of the demo; the first is the sample's. */
export const tianjin: UnicloudRegion = {
  id: '8b128f0c-e9ad-472c-9c20-451b9f310e94',
  name: 'cloudos-tj',
  place: '天津',
};
/** The second region of the played UniCloud. */
export const guangzhou: UnicloudRegion = {
  id: '2f6d1c7a-90be-4d35-8e11-6a5c0de4f7b3',
  name: 'cloudos-gz',
  place: '广州',
};

/** What can be bought: category, sku, the Chinese keys of its description, and the price of 30 days in fen. */
export interface UnicloudProduct {
  readonly category: string;
  readonly sku: string;
  readonly conf: Readonly<Record<string, string>>;
  readonly monthly: number;
}

/** The catalogue of the demo. */
export const unicloudProducts = {
  server: {
    category: 'ECS',
    sku: 'UNIS_PC_TJ_A_ECS_8C32G',
    conf: { 云主机规格: '通用型 8核 32GB', 镜像: 'CentOS 7.9 64位' },
    monthly: 61_250,
  },
  gpuServer: {
    category: 'ECS',
    sku: 'UNIS_PC_TJ_A_GPU_A10_1',
    conf: { 云主机规格: 'GPU计算型 16核 64GB A10×1', 镜像: 'Ubuntu 22.04 64位' },
    monthly: 238_005,
  },
  disk: {
    category: 'DATA_HARD_DISK',
    sku: 'UNIS_PC_TJ_A_DATADISK_NORMAL-50GB',
    conf: { 硬盘规格: '高性能HDD云硬盘 50GB' },
    monthly: 1_750,
  },
  bigDisk: {
    category: 'DATA_HARD_DISK',
    sku: 'UNIS_PC_TJ_A_DATADISK_SSD-2000GB',
    conf: { 硬盘规格: 'SSD云硬盘 2000GB' },
    monthly: 139_999,
  },
  address: {
    category: 'EIP',
    sku: 'UNIS_PC_TJ_A_EIP_10M',
    conf: { 带宽: '10Mbps', 线路: 'BGP' },
    monthly: 23_000,
  },
} as const satisfies Record<string, UnicloudProduct>;

/** The JSON text inside productDescription; a name is one of the Chinese keys, as the console lets one give it. */
export function description(product: UnicloudProduct, place: string, billing: string, name?: string): string {
  const named = name === undefined ? {} : { 实例名称: name };
  return JSON.stringify({ conf: { 地域: place, ...named, ...product.conf, 计费模式: billing } });
}
