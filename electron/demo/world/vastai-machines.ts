/** The hardware of a Vast.ai instance: everything of a row that does not change. */
export interface VastaiMachine {
  readonly gpuName: string;
  readonly gpus: number;
  /** US dollars per hour. */
  readonly dph: number;
  readonly geolocation: string | null;
}

function machine(gpuName: string, gpus: number, dph: number, geolocation: string | null): VastaiMachine {
  return { gpuName, gpus, dph, geolocation };
}

/** The machines of the scenes that the demo shows first. */
export const vastaiMachines = {
  smallSweden: machine('RTX 3090', 1, 0.1633333333333333, 'SE'),
  pairSweden: machine('RTX 4090', 2, 0.71, 'SE'),
  singleTexas: machine('RTX 4090', 1, 0.3481481481481481, 'Texas, US'),
  eightNorway: machine('A100 SXM4', 8, 6.453333333333333, 'Norway, NO'),
  hopper: machine('H100 SXM', 1, 1.8744444444444446, 'Czechia, CZ'),
  // A host does not have to say where it stands.
  nowhere: machine('RTX A6000', 1, 0.4222222222222222, null),
} as const satisfies Record<string, VastaiMachine>;

/** The machines behind the scenes. Prices are floats as they come, some of them without a fraction. */
export const vastaiCatalogue: readonly [VastaiMachine, ...VastaiMachine[]] = [
  machine('RTX 3060', 1, 0.06148148148148148, 'Quebec, CA'),
  machine('RTX 3090', 4, 0.62, 'Bulgaria, BG'),
  machine('RTX 4090', 8, 3, 'South Korea, KR'),
  machine('RTX 5090', 1, 0.5533333333333333, 'SE'),
  machine('L40S', 1, 0.8266666666666667, 'California, US'),
  machine('A100 PCIE', 1, 0.7911111111111111, 'Iceland, IS'),
  machine('H200', 1, 2.4911111111111115, null),
  machine('Tesla V100', 2, 0.21, 'Taiwan, TW'),
];
