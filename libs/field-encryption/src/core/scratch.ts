import { wasm, type Wasm } from './sodium.js';

const SMALLEST = 4096;
let address = 0;
let size = 0;

/**
 * Lends a piece of WebAssembly memory to one piece of synchronous work and wipes it afterwards. The wrapper's own functions
 * take memory for every argument, give it back unwiped, and copy every result in and out; here keys and plaintext are
 * written once, and nothing of them stays.
 * @param bytes how much is needed
 * @param work gets the module and the address; calls nothing that could ask for this memory a second time
 */
export function inScratch<T>(bytes: number, work: (module: Wasm, at: number) => T): T {
  const module = wasm();
  if (bytes > size) {
    if (address !== 0) module._free(address);
    address = module._malloc(Math.max(bytes, SMALLEST));
    size = address === 0 ? 0 : Math.max(bytes, SMALLEST);
    if (address === 0) throw new RangeError('No memory is left for encryption.');
  }
  try {
    return work(module, address);
  } finally {
    module.HEAPU8.fill(0, address, address + bytes);
  }
}
