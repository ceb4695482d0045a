import type { Actor } from '@an-tam/contracts';
import { verifyUserToken } from '@an-tam/http/tokens';
import { makeTokenKeys } from '../../../../test/support/token-keys.js';
import { TokenPurse } from './token-purse.js';

const actor: Actor = {
  accountId: 'a0000000-0000-4000-8000-000000000001',
  organisationId: 'b0000000-0000-4000-8000-000000000001',
  organisationName: 'Trung tâm',
  organisationKind: 'social_work_centre',
  provinceCode: '33',
  roles: ['case_manager'],
  displayName: 'x',
  grantsVersion: 1,
};

describe('tokens for a few requests in a row', () => {
  it('are the same for the same grants at the same service, and others as soon as anything differs', async () => {
    const keys = await makeTokenKeys(['gateway']);
    const purse = new TokenPurse({ current: () => keys.signingKey('gateway') });
    const first = await purse.tokenFor(actor, 'intake');
    expect(await purse.tokenFor({ ...actor }, 'intake')).toBe(first);
    for (const change of [{ grantsVersion: 2 }, { roles: ['supervisor'] as const }, { provedAt: 5 }]) {
      const changed = { ...actor, ...change } as Actor;
      const token = await purse.tokenFor(changed, 'intake');
      expect(token).not.toBe(first);
      expect((await verifyUserToken(token, 'intake', keys.trusted)).actor).toEqual(changed);
    }
    await expect(verifyUserToken(first, 'referral', keys.trusted)).rejects.toThrow();
    expect(await purse.tokenFor(actor, 'referral')).not.toBe(first);
  });
});
