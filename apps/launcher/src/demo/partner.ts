import { inboxListSchema } from '@an-tam/contracts';
import { setTimeout as sleep } from 'node:timers/promises';
import { caseWork, partnerWork } from '../client/index.js';
import type { SentReferral } from './need-and-referral.js';
import { beyondAlias, type Stage } from './stage.js';

/** Step 3: the partner reads the agreed minimum, accepts and delivers; the case shows it. */
export async function partnerDelivers(stage: Stage, caseId: string, health: SentReferral): Promise<void> {
  const { narrator, canaries } = stage;
  await narrator.tell('Hộp nhận: the clinic finds the referral and unlocks it', async () => {
    const partner = await stage.as('clinic', 'partner_worker');
    const referral = await partnerWork.received(partner, health.id);
    const { referrals } = (await partner.get('/api/referral/inbox')).body(inboxListSchema);
    narrator.check(
      referrals.some((r) => r.id === health.id),
      'it stands in the inbox, with routing alone: service, urgency, due time',
    );
    narrator.check(!JSON.stringify(referral).includes(canaries.alias), 'the service that carries it cannot read it');
    const key = await partnerWork.unlock(partner, stage.demo.unlockPassphrase);
    const { payload } = partnerWork.openPacket(key, referral);
    const text = JSON.stringify(payload);
    narrator.check(text.includes(canaries.alias), "opened with the partner's own key, it holds her alias");
    narrator.check(
      !beyondAlias(canaries).some((value) => text.includes(value)) && !text.includes('PERSON_SELLING_SEX'),
      'and the agreed minimum only: no name, nothing she is found by, no group',
    );
  });

  await narrator.tell('Đã tiếp nhận, đã cung cấp dịch vụ: the clinic accepts and delivers', async () => {
    const partner = await stage.as('clinic', 'partner_worker');
    const received = await partnerWork.received(partner, health.id);
    const early = await partner.post(`/api/referral/inbox/${health.id}/decisions`, {
      step: 'complete',
      version: received.version,
      deliveredOn: stage.today,
    });
    narrator.check(
      early.status === 409 && early.problem.code === 'WRONG_STATE',
      'delivering before accepting is refused (409)',
    );
    const accepted = await partnerWork.decide(partner, health.id, { step: 'accept', version: received.version });
    narrator.check(accepted.state === 'accepted', 'accepted');
    const done = await partnerWork.decide(partner, health.id, {
      step: 'complete',
      version: accepted.version,
      deliveredOn: stage.today,
    });
    stage.enter({ 'case_referral.delivered_on': stage.today });
    narrator.check(done.state === 'completed', 'delivered');
    const manager = await stage.as('centre-1', 'case_manager');
    const stateOf = async () => (await caseWork.read(manager, caseId)).referrals.find((r) => r.id === health.id);
    let shown = await stateOf();
    for (let tries = 0; tries < 100 && shown?.state !== 'completed'; tries += 1) {
      await sleep(100);
      shown = await stateOf();
    }
    narrator.check(
      shown?.state === 'completed' && shown.deliveredOn === stage.today,
      'the case shows the service as delivered (Đã cung cấp dịch vụ)',
    );
  });
}

/** The end of step 5: consent withdrawn, access gone on the partner's next request. */
export async function consentWithdrawn(stage: Stage, caseId: string, legal: SentReferral): Promise<void> {
  const { narrator } = stage;
  await narrator.tell('Rút lại sự đồng ý: she withdraws her consent for legal aid', async () => {
    const partner = await stage.as('legal-aid', 'partner_worker');
    const referral = await partnerWork.received(partner, legal.id);
    const key = await partnerWork.unlock(partner, stage.demo.unlockPassphrase);
    partnerWork.openPacket(key, referral);
    narrator.check(true, 'before: legal aid reads its referral (200)');
    const manager = await stage.as('centre-1', 'case_manager');
    const path = `/api/intake/cases/${caseId}/consents/${legal.consentId}/withdrawal`;
    const answer = await manager.post(path, {});
    narrator.check(answer.status === 200 || answer.status === 201, 'the withdrawal is recorded at once');
    stage.enter({ 'consent.withdrawn_on': stage.today });
    const told = (answer.json as { recipientsTold?: boolean }).recipientsTold;
    narrator.check(told === true, 'and the recipient has been told');
    const after = await partner.get(`/api/referral/inbox/${legal.id}`);
    narrator.check(after.status === 404, "after: the partner's next request answers 404");
    const { referrals } = (await partner.get('/api/referral/inbox')).body(inboxListSchema);
    narrator.check(!referrals.some((r) => r.id === legal.id), 'and the inbox does not list it any more');
  });
}
