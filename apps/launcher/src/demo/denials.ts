import { randomUUID } from 'node:crypto';
import type { Role } from '@an-tam/contracts';
import { caseWork } from '../client/index.js';
import { caseRoutes } from './case-routes.js';
import type { Stage } from './stage.js';

const withoutRequestId = (text: string) => text.replace(/"requestId":"[^"]*"/, '');

/** Step 4: other centres find nothing, the province's side is refused everywhere. */
export async function denials(stage: Stage, caseId: string, legalReferralId: string): Promise<void> {
  const { narrator } = stage;
  await narrator.tell('Another centre and another partner find nothing', async () => {
    const owner = await stage.as('centre-1', 'case_manager');
    narrator.check((await caseWork.read(owner, caseId)).id === caseId, 'the own centre reads the file (200)');
    const other = await stage.as('centre-2', 'case_manager');
    const hidden = await other.get(`/api/intake/cases/${caseId}`);
    narrator.check(hidden.status === 404, 'the other centre gets 404');
    const absent = await other.get(`/api/intake/cases/${randomUUID()}`);
    narrator.check(
      absent.status === 404 && withoutRequestId(absent.text) === withoutRequestId(hidden.text),
      'word for word the answer for a file that does not exist',
    );
    const shelter = await stage.as('shelter', 'partner_worker');
    const foreign = await shelter.get(`/api/referral/inbox/${legalReferralId}`);
    narrator.check(foreign.status === 404, "another partner gets 404 on legal aid's referral");
  });

  const refused: readonly (readonly [string, Role])[] = [
    ['health-department', 'provincial_analyst'],
    ['commune', 'reporting_officer'],
    ['police', 'reporting_officer'],
  ];
  for (const [organisation, role] of refused) {
    await narrator.tell(`${role} (${organisation}) is refused on every route of intake and referral`, async () => {
      const session = await stage.as(organisation, role);
      let routes = 0;
      for (const service of ['intake', 'referral'] as const) {
        for (const route of caseRoutes[service]) {
          const [method = '', path = ''] = route.split(' ');
          const address = path.replace(':id', caseId).replace(':consentId', randomUUID());
          const answer = await session.send(method, `/api/${service}${address}`, method === 'POST' ? {} : undefined);
          if (answer.status !== 403) answer.expect(403);
          routes += 1;
        }
      }
      narrator.check(routes > 20, `${routes} routes, 403 on each`);
    });
  }
}
