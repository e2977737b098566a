import type { Json, JsonObject } from './json.ts';
import type { WoloverProduct } from './wolover-order.ts';

/** The interface writes the same field as a number in one row and as a string in the next. */
type Numeric = number | string;

function card(type: string, model: string, memory: Numeric, computingPower: Numeric): JsonObject {
  return { type, model, memory, computingPower };
}

function image(mirrorImageType: number, name: string, type: number, version: string): JsonObject {
  return { mirrorImageType, name, type, version };
}

const ubuntu22 = image(2, 'ubuntu', 1, '22.04');
const ubuntu24 = image(2, 'ubuntu', 1, '24.04');
const centos8 = image(1, 'centos', 1, '8.2.2004');
const debian12 = image(4, 'debian', 1, '12');
const windows = image(3, 'windows', 1, '2022');
const kylin = image(6, 'kylin', 1, 'V10 SP3');
const community = image(2, 'pytorch-2.7-cuda12', 2, '2.7.1');

const rtx4090 = card('GPU', 'RTX 4090', 24, '82.6');
const a100 = card('GPU', 'A100', '80', 312);
const h20 = card('GPU', 'H20', 96, '148');
const l20 = card('GPU', 'L20', '48', '59.8');
const ascend = card('NPU', '昇腾 910B', '64', '320');
const dcu = card('DCU', '海光 K100', 64, 49);

function vo(
  name: string,
  cards: readonly [Numeric, JsonObject | null],
  machine: readonly [cpuModel: string, vcpu: Numeric, intMemory: Numeric, systemDisk: Numeric],
  mirrorImage: Json,
  frameworkType = '1',
): JsonObject {
  const [graphicsCardNum, orderGraphicsCardVo] = cards;
  const [cpuModel, vcpu, intMemory, systemDisk] = machine;
  return {
    name,
    graphicsCardNum,
    cpuModel,
    intMemory,
    systemDisk,
    frameworkType,
    orderGraphicsCardVo,
    orderMirrorImageVo: mirrorImage,
    vcpu,
  };
}

const xeon: readonly [string, Numeric, Numeric, Numeric] = ['Xeon Gold 6430', 64, '512', '500'];
const epyc: readonly [string, Numeric, Numeric, Numeric] = ['EPYC 9354', '96', 768, 1000];
const kunpeng: readonly [string, Numeric, Numeric, Numeric] = ['鲲鹏 920', 128, '1024', '960'];
const small: readonly [string, Numeric, Numeric, Numeric] = ['Xeon Silver 4314', 16, '64', '100'];

/** The machines of the scenes that the demo shows first. */
export const woloverMachines = {
  training02: { productType: 2, vo: vo('训练机-02', [8, rtx4090], xeon, community) },
  training05: { productType: 2, vo: vo('训练机-05', ['4', rtx4090], small, ubuntu22) },
  inference01: { productType: 1, vo: vo('推理机-01', [2, l20], small, ubuntu24) },
  rendering03: { productType: 1, vo: vo('渲染机-03', [1, rtx4090], small, windows) },
  labelling07: { productType: 1, vo: vo('标注机-07', [1, l20], small, debian12) },
  spare: { productType: 2, vo: vo('备用训练机', ['8', h20], epyc, ubuntu22) },
  longRunning: { productType: 3, vo: vo('长期训练机', [8, a100], epyc, centos8) },
  ascend: { productType: 3, vo: vo('昇腾裸金属-01', ['8', ascend], kunpeng, kylin, '2') },
  debugging: { productType: 2, vo: vo('调试容器', [1, rtx4090], small, community) },
} as const satisfies Record<string, WoloverProduct>;

/** The machines of the history: plain catalogue names, and the nulls that really occur. */
export const woloverCatalogue: readonly [WoloverProduct, ...WoloverProduct[]] = [
  { productType: 2, vo: vo('单节点服务器', [1, rtx4090], small, ubuntu22) },
  { productType: 2, vo: vo('多卡训练服务器', ['8', rtx4090], xeon, community) },
  { productType: 1, vo: vo('推理服务器', [2, l20], small, debian12) },
  { productType: 3, vo: vo('裸金属训练服务器', [8, a100], epyc, centos8) },
  { productType: 3, vo: vo('国产算力服务器', [8, dcu], xeon, kylin) },
  { productType: 3, vo: vo('昇腾服务器', ['8', ascend], kunpeng, null, '2') },
  // A row of the interface's own sample: a 4090 with 2 GB. Implausible values are no reason to refuse a row.
  { productType: 2, vo: vo('单节点服务器', [10, card('GPU', 'RTX 4090', 2, '2')], ['酷睿i5', 16, '8', '50'], centos8) },
  { productType: 1, vo: vo('通用云主机', [0, null], ['Xeon Platinum 8369', '8', 32, '40'], ubuntu24) },
  { productType: 1, vo: vo('桌面云主机', ['0', null], small, windows) },
];
