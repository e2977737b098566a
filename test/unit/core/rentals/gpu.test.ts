import { describe, expect, it } from 'vitest';
import { gpuIn, gpuOf, gpuReader, traceOf } from '../../../../electron/core/rentals/gpu.ts';

const read = (text: string): readonly [string, number | null] | null => {
  const gpu = gpuIn(text);
  return gpu === null ? null : [gpu.model, gpu.count];
};

describe('the cards that a text names', () => {
  it.each([
    // Wolover: what `specOf` writes of a card and its number, the catalogue of the demo and the sample of its document.
    ['8×RTX 4090 24 GB · 64 vCPU Xeon Gold 6430 · 512 GB RAM · 500 GB disk · pytorch-2.7-cuda12 2.7.1', 'RTX 4090', 8],
    ['10×RTX 4090 2 GB · 16 vCPU 酷睿i5 · 8 GB RAM · 50 GB disk · centos 8.2.2004', 'RTX 4090', 10],
    ['2×L20 48 GB · 16 vCPU Xeon Silver 4314', 'L20', 2],
    ['8×A100 80 GB · 96 vCPU EPYC 9354 · 768 GB RAM', 'A100', 8],
    ['8×H20 96 GB · 96 vCPU EPYC 9354', 'H20', 8],
    ['8×昇腾 910B 64 GB · 128 vCPU 鲲鹏 920', 'Ascend 910B', 8],
    ['8×海光 K100 64 GB · 64 vCPU', 'Hygon K100', 8],
    ['RTX 4090 24 GB · 16 vCPU', 'RTX 4090', null],
    // UniCloud: descriptions, joined, with the quantity of alike machines in front.
    ['天津 · GPU计算型 16核 64GB A10×1 · Ubuntu 22.04 64位 · 包月', 'A10', 1],
    ['2×天津 · GPU计算型 16核 64GB A10×1 · Ubuntu 22.04 64位', 'A10', 2],
    ['2×天津 · 8卡 H800 · 包月', 'H800', 16],
    // Vast.ai: number and name, some with their form or short for SUPER and Quadro.
    ['2×RTX 4090', 'RTX 4090', 2],
    ['8×A100 SXM4', 'A100', 8],
    ['1×A100 PCIE', 'A100', 1],
    ['1×H100 SXM', 'H100', 1],
    ['1×RTX A6000', 'RTX A6000', 1],
    ['2×Tesla V100', 'V100', 2],
    ['1×L40S', 'L40S', 1],
    ['4×RTX 6000Ada', 'RTX 6000 Ada', 4],
    ['1×RTX 4070S Ti', 'RTX 4070 Ti SUPER', 1],
    ['1×RTX PRO 6000 WS', 'RTX PRO 6000', 1],
    ['1×Q RTX 8000', 'Quadro RTX 8000', 1],
    // Names of products.
    ['4090×1', 'RTX 4090', 1],
    ['RTX4090*8', 'RTX 4090', 8],
    ['4090x2', 'RTX 4090', 2],
    ['4090D 24G * 4', 'RTX 4090 D', 4],
    ['NVIDIA A100-80G * 8', 'A100', 8],
    ['NVIDIA A100-SXM4-80GB x 8 GPUs', 'A100', 8],
    ['NVIDIA-A100 × 4', 'A100', 4],
    ['8卡 H800', 'H800', 8],
    ['八卡H800', 'H800', 8],
    ['H800 80G 8卡', 'H800', 8],
    ['单卡 RTX 4090 24G显存', 'RTX 4090', 1],
    ['双卡4090工作站', 'RTX 4090', 2],
    ['2张 3090 显卡', 'RTX 3090', 2],
    ['8 x NVIDIA GeForce RTX 2080 Ti', 'RTX 2080 Ti', 8],
    ['GPU: T4', 'T4', null],
    ['H100', 'H100', null],
    ['天数智芯 BI-V100 ×2', 'Iluvatar BI-V100', 2],
    ['RTX 4090 x86_64', 'RTX 4090', null],
    ['1×Titan RTX', 'TITAN RTX', 1],
  ])('%s', (text, model, count) => {
    expect(read(text)).toEqual([model, count]);
    // A store is looked through for it before any text is read.
    expect(text.toUpperCase()).toContain(traceOf(model).toUpperCase());
  });

  it.each([
    '天津 · 高性能HDD云硬盘 50GB',
    '通用型 8核 32GB · CentOS 7.9 64位',
    '10Mbps · BGP',
    'instance i-0c4d4090',
    'disk d-a100b2',
    'ecs.t4.large',
    'SSD云硬盘 4090GB',
    '4090 元',
    'A10',
    'Pentium P4',
    '订单 3090',
    // Two models, and nothing says which is rented.
    'A100 / H100',
    '8×A100 + 4×H100',
    '',
  ])('none in "%s"', (text) => {
    expect(read(text)).toBeNull();
  });

  it('believes no number where two contradict each other', () => {
    expect(read('8卡 A100 * 4')).toEqual(['A100', null]);
    expect(read('8卡 A100 * 8')).toEqual(['A100', 8]);
    expect(read('4096×H100')).toEqual(['H100', null]);
  });

  it('takes the one model of several that is counted', () => {
    expect(read('2×L40S · H100 driver image')).toEqual(['L40S', 2]);
  });
});

describe('the cards of a rental', () => {
  it('are those of its spec, else of its title', () => {
    expect(gpuOf({ spec: '2×RTX 4090', title: 'A100' })).toEqual({ model: 'RTX 4090', count: 2 });
    expect(gpuOf({ spec: '16 vCPU', title: 'RTX4090*8' })).toEqual({ model: 'RTX 4090', count: 8 });
    expect(gpuOf({ spec: null, title: '4090×1' })).toEqual({ model: 'RTX 4090', count: 1 });
    expect(gpuOf({ spec: null, title: 'i-0c4d' })).toBeNull();
  });

  it('are not read from the title where the spec names several models', () => {
    expect(gpuOf({ spec: 'A100 / H100', title: '8×A100' })).toBeNull();
  });
});

it('a reader with a memory reads the same, at first and again', () => {
  const read = gpuReader();
  const texts = [
    { spec: '8×A100 80 GB', title: '4090×1' },
    { spec: 'A100 / H100', title: '4090×1' },
    { spec: '8 vCPU', title: '4090×1' },
    { spec: '8 vCPU', title: '训练机', words: '4090×2' },
    { spec: null, title: '4090×1' },
  ];
  for (const each of [...texts, ...texts]) expect(read(each)).toEqual(gpuOf(each));
});
