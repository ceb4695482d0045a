/**
 * Opens sealed texts and tells which of them hold the words looked for, in a thread of its own, so that a long scan
 * keeps nobody waiting. Plain JavaScript over the compiled library, so that sources and build start the same file.
 */
import { parentPort } from 'node:worker_threads';
import { FieldCodec, fitsToneBlind, ready } from '../dist/index.js';

await ready();

const codecs = new Map();
function codecOf({ table, column }) {
  const name = `${table}.${column}`;
  if (!codecs.has(name)) {
    const scanned = { column, type: 'text', padding: 'text', dataCategory: 'scanned', purpose: 'scanned' };
    codecs.set(name, new FieldCodec([{ table, policy: [], columns: [scanned] }]));
  }
  return codecs.get(name);
}

parentPort.on('message', ({ texts, wanted }) => {
  try {
    const found = [];
    for (const [position, { key, place, sealed }] of texts.entries()) {
      const text = codecOf(place).openValue(key, place, sealed);
      if (text !== null && fitsToneBlind(text, wanted)) found.push(position);
    }
    parentPort.postMessage({ found });
  } catch {
    parentPort.postMessage({ unreadable: true });
  } finally {
    for (const { key } of texts) key.bytes.fill(0);
  }
});
