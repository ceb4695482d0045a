import { unmetNeeds } from './unmet-needs.rules.js';

describe('needs that nothing answers', () => {
  const needs = [
    { code: 'health', urgency: 'urgent' as const },
    { code: 'legal', urgency: 'routine' as const },
  ];
  const domainOf = (service: string) => ({ LEGAL_AID: 'legal' })[service];
  const codes = (changes: object) =>
    unmetNeeds({ needs, referrals: [], followUps: [], ...changes }, domainOf).map(({ code }) => code);

  it.each([
    ['nothing was done', {}, ['health', 'legal']],
    ['a referral lives', { referrals: [{ needCode: 'health', state: 'received' }] }, ['legal']],
    ['a referral was completed', { referrals: [{ needCode: 'legal', state: 'completed' }] }, ['health']],
    ['a referral was turned down', { referrals: [{ needCode: 'health', state: 'rejected' }] }, ['health', 'legal']],
    ['the centre gave the service', { followUps: [{ servicesDelivered: ['LEGAL_AID', 'OTHER'] }] }, ['health']],
  ])('when %s', (_what, changes, expected) => {
    expect(codes(changes)).toEqual(expected);
  });
});
