/** What is loaded into the main process of an app that is looked into: `import('out/bench/main-slices.js')`. */
export { watchSlices } from '../life/slices.ts';
