/**
 * Argon2id (RFC 9106) in a thread of its own: it takes most of a second and a good deal of memory, and the memory goes
 * back when the thread ends. Plain JavaScript, so that the compiled library and the sources start the same file.
 */
import { parentPort, workerData } from 'node:worker_threads';
import sodium from 'libsodium-wrappers-sumo';

await sodium.ready;
const { secret, salt, passes, memoryBytes } = workerData;
const algorithm = sodium.crypto_pwhash_ALG_ARGON2ID13;
parentPort.postMessage(sodium.crypto_pwhash(32, secret, salt, passes, memoryBytes, algorithm));
