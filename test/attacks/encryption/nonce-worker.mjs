/** Seals `workerData.count` values and hands over the first eight bytes of each nonce. */
import { parentPort, workerData } from 'node:worker_threads';
import { newCaseKey, ready, sealField } from '@an-tam/field-encryption';

await ready();
const key = newCaseKey();
const place = { caseId: 'case-1', table: 'client', column: 'sex', rowId: 'row-1', type: 'enum' };
const plaintext = new Uint8Array(1);
const starts = new BigUint64Array(workerData.count);
for (let at = 0; at < workerData.count; at++) {
  const sealed = sealField(key, place, plaintext, 'fixed32');
  starts[at] = new DataView(sealed.buffer, sealed.byteOffset).getBigUint64(24);
}
parentPort.postMessage(starts, [starts.buffer]);
