import sodium from 'libsodium-wrappers-sumo';

/** The WebAssembly module under the wrapper: the only way to wipe and give back a secretstream state. */
interface WasmHeap {
  readonly HEAPU8: Uint8Array;
  _free(address: number): void;
}

const SECRETSTREAM_STATE_BYTES = 52;

/** Resolves once the WebAssembly module is loaded. Everything else in this library must be called after it. */
export async function ready(): Promise<void> {
  await sodium.ready;
}

/**
 * Wipes and frees a secretstream state, which the wrapper allocates and never gives back: without this every packet
 * would leave its stream key in WebAssembly memory for the life of the process.
 */
export function releaseStreamState(state: unknown): void {
  const heap = (sodium as unknown as { libsodium: WasmHeap }).libsodium;
  if (typeof state !== 'number') return;
  heap.HEAPU8.fill(0, state, state + SECRETSTREAM_STATE_BYTES);
  heap._free(state);
}

export { sodium };
