/** Field encryption beside its peers. Times of one operation in microseconds; what each subject does stands beside it. */
import { createCipheriv, createDecipheriv, createHmac, randomBytes, randomUUID } from 'node:crypto';
import cloak from '@47ng/cloak';
import ciphersweet from 'ciphersweet-js';
import sodium from 'libsodium-wrappers-sumo';
import {
  FieldCodec,
  TextScan,
  blindIndex,
  computeRowMac,
  generatePartnerKeyPair,
  generateSigningKeyPair,
  newCaseKey,
  ready,
  sealPacket,
  unwrapKey,
  wrapKey,
} from '@an-tam/field-encryption';
import { interleave, linesOf } from '../measure.mjs';
import { rewrapping } from './rewrap.mjs';

const BENCH = 'encryption';
const ROUNDS = 101;
const FIELD = 'Cần gặp sau giờ làm. '.repeat(20).slice(0, 150);
const FIELD_BYTES = Buffer.from(FIELD);
const PHONE = '0912 345 678';

const COLUMNS = Array.from({ length: 20 }, (_, at) => ({
  column: `field${at}`,
  type: 'text',
  padding: 'text',
  dataCategory: 'contact',
  purpose: 'bench',
}));
const REGISTRY = [{ table: 'clients', policy: [], columns: COLUMNS }];
const PLACE = { caseId: randomUUID(), table: 'clients', column: 'field0', rowId: randomUUID() };
const INDEX = { table: 'clients', column: 'phone', index: 'phone', normaliser: 'phone', normaliserVersion: 1 };

/** Ours: place-bound, committing, padded. */
function own() {
  const codec = new FieldCodec(REGISTRY);
  const key = newCaseKey();
  const bik = randomBytes(32);
  const sealed = codec.sealValue(key, PLACE, FIELD);
  return {
    seal: () => codec.sealValue(key, PLACE, FIELD),
    sealAndIndex: () => [codec.sealValue(key, PLACE, FIELD), blindIndex(bik, INDEX, PHONE)],
    open: () => codec.openValue(key, PLACE, sealed),
    index: () => blindIndex(bik, INDEX, PHONE),
    codec,
    key,
  };
}

/** BoringCrypto, the row as associated data, one blind index with its fast hash. */
async function sweet() {
  const { BlindIndex, BoringCrypto, CipherSweet, EncryptedField, StringProvider } = ciphersweet;
  const engine = new CipherSweet(new StringProvider(randomBytes(32).toString('hex')), new BoringCrypto());
  const field = new EncryptedField(engine, 'clients', 'field0');
  field.addBlindIndex(new BlindIndex('phone', [], 128, true));
  const sealed = await field.encryptValue(FIELD, PLACE.rowId);
  return {
    seal: () => field.encryptValue(FIELD, PLACE.rowId),
    sealAndIndex: async () => [await field.encryptValue(FIELD, PLACE.rowId), await field.getAllBlindIndexes(PHONE)],
    open: () => field.decryptValue(sealed, PLACE.rowId),
    index: () => field.getAllBlindIndexes(PHONE),
  };
}

/** AES-GCM to text, its synchronous calls with a parsed key: no associated data, no index. */
function cloaked() {
  const key = cloak.parseKeySync(cloak.generateKey());
  const sealed = cloak.encryptStringSync(FIELD, key);
  return { seal: () => cloak.encryptStringSync(FIELD, key), open: () => cloak.decryptStringSync(sealed, key) };
}

/** The bare cipher and hash of the same library: no commitment, padding, framing or normalising. */
function bareSodium() {
  const key = randomBytes(32);
  const ad = Buffer.from(Object.values(PLACE).join('|'));
  const encrypt = () => {
    const nonce = randomBytes(24);
    const body = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(FIELD, ad, null, nonce, key);
    return Buffer.concat([nonce, body]);
  };
  const sealed = encrypt();
  const index = () => sodium.crypto_generichash(16, '+84912345678', key);
  return {
    seal: encrypt,
    sealAndIndex: () => [encrypt(), index()],
    open: () => {
      const [nonce, body] = [sealed.subarray(0, 24), sealed.subarray(24)];
      const plain = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, body, ad, nonce, key);
      return Buffer.from(plain).toString('utf8');
    },
    index,
  };
}

/** The bare native cipher and HMAC-SHA-256. */
function nodeAes() {
  const key = randomBytes(32);
  const ad = Buffer.from(Object.values(PLACE).join('|'));
  const encrypt = () => {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(ad);
    return Buffer.concat([iv, cipher.update(FIELD_BYTES), cipher.final(), cipher.getAuthTag()]);
  };
  const sealed = encrypt();
  const index = () => createHmac('sha256', key).update('+84912345678').digest().subarray(0, 16);
  return {
    seal: encrypt,
    sealAndIndex: () => [encrypt(), index()],
    open: () => {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAAD(ad);
      decipher.setAuthTag(sealed.subarray(-16));
      return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString('utf8');
    },
    index,
  };
}

/** Opens twenty fields and checks the row's MAC, as a view of one case does. */
function view({ codec, key }) {
  const row = COLUMNS.map(({ column }) => [column, codec.sealValue(key, { ...PLACE, column }, FIELD)]);
  const macRow = { table: 'clients', rowId: PLACE.rowId, rowVersion: 1, fields: Object.fromEntries(row) };
  return () => [
    computeRowMac(key, macRow),
    row.map(([column, sealed]) => codec.openValue(key, { ...PLACE, column }, sealed)),
  ];
}

function packet() {
  const { secretKey } = generateSigningKeyPair();
  const { keyId, publicKey } = generatePartnerKeyPair();
  const packetOf = (packetId) =>
    sealPacket({
      packetId,
      senderId: 'centre-a',
      signingKey: secretKey,
      recipients: [{ recipientId: 'partner-1', keyId, publicKey }],
      expiresAt: '2099-01-01T00:00:00Z',
      dataCategories: ['contact'],
      payload: { note: FIELD },
    });
  return (call) => packetOf(`packet-${call}`);
}

const SCAN_BATCH = 500;
const wrapContext = (caseId) => ({ app: 'an-tam', centreId: 'a', purpose: 'case-key', subjectId: caseId, version: 1 });

/** Name search over many cases, every 500th a match: unwraps each case's key, then decrypts and filters in a thread. */
function nameScan(cases) {
  const codec = new FieldCodec(REGISTRY);
  const kek = newCaseKey().bytes;
  const rows = Array.from({ length: cases }, (_, at) => {
    const key = newCaseKey();
    const place = { ...PLACE, caseId: randomUUID(), rowId: randomUUID() };
    const name = at % 500 === 0 ? 'Nguyễn Thị Hoà' : `Sao Mai ${at}`;
    const wrapped = wrapKey(kek, wrapContext(place.caseId), key.bytes);
    return { keyId: key.keyId, wrapped, place, sealed: codec.sealValue(key, place, name) };
  });
  const scan = new TextScan();
  const search = async () => {
    let found = 0;
    for (let at = 0; at < rows.length; at += SCAN_BATCH) {
      const texts = rows.slice(at, at + SCAN_BATCH).map(({ keyId, wrapped, place, sealed }) => {
        const bytes = unwrapKey(kek, wrapContext(place.caseId), wrapped);
        return { key: { keyId, version: 1, bytes }, place, sealed };
      });
      found += (await scan.matches(texts, 'nguyen thi hoa')).length;
    }
    if (found !== Math.ceil(cases / 500)) throw new Error('The scan did not find the names that are there.');
  };
  return { search, end: () => scan.close() };
}

export async function* run() {
  await Promise.all([ready(), sodium.ready]);
  const ours = own();
  const peers = {
    product: ours,
    'ciphersweet-js': await sweet(),
    '@47ng/cloak': cloaked(),
    libsodium: bareSodium(),
    'node-aes-256-gcm': nodeAes(),
  };
  const having = (operation) =>
    Object.fromEntries(
      Object.entries(peers).flatMap(([name, peer]) => (peer[operation] ? [[name, peer[operation]]] : [])),
    );
  const measured = async (name, operation, baseline, bars) =>
    linesOf({ bench: BENCH, name, baseline, bars, times: await interleave(having(operation), ROUNDS) });

  yield* await measured('seal-and-index', 'sealAndIndex', 'libsodium', [
    { subject: 'product', atMost: 40 },
    { subject: 'product', than: 'ciphersweet-js', timesFaster: 8 },
  ]);
  yield* await measured('seal', 'seal', 'libsodium', [{ subject: 'product', than: '@47ng/cloak', timesFaster: 1 }]);
  yield* await measured('open', 'open', 'libsodium', [
    { subject: 'product', atMost: 30 },
    { subject: 'product', than: '@47ng/cloak', timesFaster: 1 },
  ]);
  yield* await measured('index', 'index', 'libsodium', []);

  const alone = async (name, subject, atMost, part, rounds = ROUNDS) =>
    linesOf({
      bench: BENCH,
      name,
      baseline: 'product',
      times: await interleave({ product: subject }, rounds),
      bars: atMost === undefined ? [] : [{ subject: 'product', atMost, part }],
    });
  yield* await alone('view-of-20-fields', view(ours), 1000);
  yield* await alone('packet-seal-and-sign', packet(), 2000);
  for (const [cases, atMost] of [
    [5_000, 400_000],
    [20_000, undefined],
  ]) {
    const scan = nameScan(cases);
    yield* await alone(`name-scan-${cases}-cases`, scan.search, atMost, 0.95, 21);
    await scan.end();
  }
  const keys = await rewrapping(10_000);
  yield* await alone('re-wrap-10000-case-keys', keys.rotate, 10_000_000, 1, 5);
  await keys.end();
}
