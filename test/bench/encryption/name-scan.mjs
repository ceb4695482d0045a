/** Decrypt-and-filter: unwraps each case's key, opens its name, compares without tone marks. Every 500th case matches. */
import { randomUUID } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { FieldCodec, newCaseKey, ready, toneBlind, unwrapKey, wrapKey } from '@an-tam/field-encryption';

await ready();
const codec = new FieldCodec([
  { table: 'clients', column: 'name', type: 'text', padding: 'text', dataCategory: 'identity' },
]);
const kek = newCaseKey().bytes;
const contextOf = (caseId) => ({ app: 'an-tam', centreId: 'a', purpose: 'case-key', subjectId: caseId, version: 1 });

const cases = Array.from({ length: workerData.cases }, (_, at) => {
  const key = newCaseKey();
  const place = { caseId: randomUUID(), table: 'clients', column: 'name', rowId: randomUUID() };
  const name = at % 500 === 0 ? 'Nguyễn Thị Hoà' : `Sao Mai ${at}`;
  return {
    place,
    keyId: key.keyId,
    wrapped: wrapKey(kek, contextOf(place.caseId), key.bytes),
    sealed: codec.sealValue(key, place, name),
  };
});

parentPort.on('message', (query) => {
  const wanted = toneBlind(query);
  let found = 0;
  for (const { place, keyId, wrapped, sealed } of cases) {
    const key = { keyId, version: 1, bytes: unwrapKey(kek, contextOf(place.caseId), wrapped) };
    if (toneBlind(codec.openValue(key, place, sealed)).includes(wanted)) found += 1;
    key.bytes.fill(0);
  }
  parentPort.postMessage(found);
});
parentPort.postMessage(Math.ceil(workerData.cases / 500));
