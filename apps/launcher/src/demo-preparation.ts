import {
  createPartnerKeySchema,
  directoryListSchema,
  partnerKeyAnswerSchema,
  partnerKeyPinListSchema,
  type OrganisationKind,
  type RecordDirectoryService,
} from '@an-tam/contracts';
import {
  fingerprint,
  fromBase64Url,
  generatePartnerKeyPair,
  ready,
  sealSecretKey,
  toBase64Url,
} from '@an-tam/field-encryption';
import { BrowserSession } from './client/index.js';
import { accountOf, type DemoAccess } from './demo-accounts.js';

/** What each kind of partner offers in the demo directory. */
const offers: Partial<Record<OrganisationKind, readonly Pick<RecordDirectoryService, 'name' | 'needCode'>[]>> = {
  clinic: [
    { name: 'Khám và tư vấn sức khỏe', needCode: 'health' },
    { name: 'Tư vấn tâm lý', needCode: 'psychosocial' },
  ],
  legal_aid: [{ name: 'Tư vấn pháp lý miễn phí', needCode: 'legal' }],
  job_centre: [{ name: 'Giới thiệu việc làm, học nghề', needCode: 'work' }],
  policy_bank: [{ name: 'Vay vốn lãi thấp', needCode: 'loan' }],
  shelter: [
    { name: 'Chỗ ở tạm an toàn', needCode: 'shelter' },
    { name: 'Hỗ trợ an toàn', needCode: 'safety' },
  ],
};

/** A partner's manager keeps the directory and makes the organisation's key, as on the page. */
async function preparePartner(session: BrowserSession, unlockPassphrase: string): Promise<void> {
  const { organisation } = session.person;
  const listed = (await session.get('/api/referral/directory/services')).body(directoryListSchema).services;
  for (const offer of offers[organisation.kind] ?? []) {
    if (listed.some((s) => s.organisation.id === organisation.id && s.name === offer.name)) continue;
    const service: RecordDirectoryService = {
      ...offer,
      schedule: 'Thứ Hai đến thứ Sáu, 07:30-16:30',
      eligibility: 'Ai cũng được đón tiếp, không cần giấy giới thiệu',
      requiresIdDocument: false,
      capacityAvailable: null,
    };
    (await session.post('/api/referral/directory/services', service)).expect(201);
  }
  const { key } = (await session.get('/api/referral/partner-key')).body(partnerKeyAnswerSchema);
  if (key) return;
  const pair = generatePartnerKeyPair();
  const made = createPartnerKeySchema.parse({
    keyId: pair.keyId,
    publicKey: toBase64Url(pair.publicKey),
    sealedSecretKey: sealSecretKey(pair.secretKey, pair.publicKey, unlockPassphrase),
  });
  (await session.post('/api/referral/partner-key', made)).expect(201);
}

/** A supervisor pins every partner key of the directory, comparing the fingerprint as read out by the partner. */
async function pinPartnerKeys(session: BrowserSession): Promise<void> {
  const { services } = (await session.get('/api/referral/directory/services')).body(directoryListSchema);
  const { pins } = (await session.get('/api/intake/partner-key-pins')).body(partnerKeyPinListSchema);
  const pinned = new Set(pins.map((pin) => `${pin.organisationId} ${pin.keyId}`));
  for (const { organisation, partnerKey } of services) {
    if (!partnerKey || pinned.has(`${organisation.id} ${partnerKey.keyId}`)) continue;
    pinned.add(`${organisation.id} ${partnerKey.keyId}`);
    const pin = {
      organisationId: organisation.id,
      keyId: partnerKey.keyId,
      publicKey: partnerKey.publicKey,
      fingerprint: fingerprint(fromBase64Url(partnerKey.publicKey)),
    };
    (await session.post('/api/intake/partner-key-pins', pin)).expect(201);
  }
}

/**
 * Makes the demo usable through the product's own public API: partners keep their services and keys, each centre's
 * supervisor pins the keys. Repeating it adds only what is missing.
 */
export async function prepareDemo(url: string, demo: DemoAccess): Promise<void> {
  const { cast, unlockPassphrase } = demo;
  await ready();
  const partners = cast.organisations.filter((o) => offers[o.kind]);
  await Promise.all(
    partners.map(async ({ key }) => {
      const { account } = accountOf(cast, key, 'partner_manager');
      await preparePartner(await BrowserSession.signIn(url, account, demo), unlockPassphrase);
    }),
  );
  for (const supervisor of cast.accounts.filter((a) => a.roles.includes('supervisor')))
    await pinPartnerKeys(await BrowserSession.signIn(url, supervisor.account, demo));
}
