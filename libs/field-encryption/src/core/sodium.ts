import sodium from 'libsodium-wrappers-sumo';

/**
 * The WebAssembly module under the wrapper: libsodium's own functions, on addresses in its memory. A length is a low and a
 * high word; nothing here is ever longer than the low one says.
 */
export interface Wasm {
  readonly HEAPU8: Uint8Array;
  _malloc(bytes: number): number;
  _free(address: number): void;
  _crypto_generichash(
    ...hash: [out: number, outLength: number, message: number, length: number, high: 0, key: number, keyLength: number]
  ): number;
  _crypto_aead_xchacha20poly1305_ietf_encrypt(
    ...to: [out: number, outLength: null, message: number, length: number, high: 0, ...bound: Bound]
  ): number;
  _crypto_aead_xchacha20poly1305_ietf_decrypt(
    ...to: [out: number, outLength: null, secret: null, body: number, length: number, high: 0, ...bound: BoundToOpen]
  ): number;
}

type BoundToOpen = [ad: number, adLength: number, adHigh: 0, nonce: number, key: number];
type Bound = [ad: number, adLength: number, adHigh: 0, secret: null, nonce: number, key: number];

/** To be asked for after {@link ready}. */
export const wasm = (): Wasm => (sodium as unknown as { libsodium: Wasm }).libsodium;

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
  const heap = wasm();
  if (typeof state !== 'number') return;
  heap.HEAPU8.fill(0, state, state + SECRETSTREAM_STATE_BYTES);
  heap._free(state);
}

export { sodium };
