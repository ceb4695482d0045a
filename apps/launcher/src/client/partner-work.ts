import { setTimeout as sleep } from 'node:timers/promises';
import {
  inboxItemSchema,
  inboxReferralSchema,
  partnerKeyAnswerSchema,
  type DecideReferral,
  type InboxItem,
  type InboxReferral,
} from '@an-tam/contracts';
import { fromBase64Url, openPacket, openSecretKey } from '@an-tam/field-encryption';
import type { ApiAnswer } from './api-answer.js';
import { UnexpectedAnswerError } from './api-answer.js';
import type { BrowserSession } from './browser-session.js';

/** How long the outbox may take to deliver. */
const patienceMilliseconds = 20_000;

/** The organisation's opened key, as the page's worker holds it. */
export interface UnlockedKey {
  readonly keyId: string;
  readonly publicKey: Uint8Array;
  readonly secretKey: Uint8Array;
}

/** What a partner does, each as one request of the page; packets are opened here, as in the browser. */
export const partnerWork = {
  /** Repeats a request until it answers so, because another service is told through the outbox. */
  async until(request: () => Promise<ApiAnswer>, holds: (answer: ApiAnswer) => boolean): Promise<ApiAnswer> {
    const end = Date.now() + patienceMilliseconds;
    for (;;) {
      const answer = await request();
      if (holds(answer)) return answer;
      if (Date.now() > end) throw new UnexpectedAnswerError(`${answer.request} did not change within 20 s`);
      await sleep(100);
    }
  },

  async received(partner: BrowserSession, referralId: string): Promise<InboxReferral> {
    const path = `/api/referral/inbox/${referralId}`;
    const answer = await partnerWork.until(
      () => partner.get(path),
      (a) => a.status !== 404,
    );
    return answer.body(inboxReferralSchema);
  },

  /** Opens the organisation's secret key with the passphrase that only people know. */
  async unlock(partner: BrowserSession, passphrase: string): Promise<UnlockedKey> {
    const { key } = (await partner.get('/api/referral/partner-key')).body(partnerKeyAnswerSchema);
    if (!key) throw new UnexpectedAnswerError('the partner has no key yet');
    return {
      keyId: key.keyId,
      publicKey: fromBase64Url(key.publicKey),
      secretKey: openSecretKey(key.sealedSecretKey, passphrase),
    };
  },

  openPacket(key: UnlockedKey, referral: InboxReferral): ReturnType<typeof openPacket> {
    return openPacket(referral.packet, {
      recipientKeyId: key.keyId,
      secretKey: key.secretKey,
      publicKey: key.publicKey,
      senderVerifyKey: fromBase64Url(referral.senderVerifyKey),
      now: new Date(),
    });
  },

  async decide(partner: BrowserSession, referralId: string, decision: DecideReferral): Promise<InboxItem> {
    return (await partner.post(`/api/referral/inbox/${referralId}/decisions`, decision)).body(inboxItemSchema);
  },
};
