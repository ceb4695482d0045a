import { join } from 'node:path';
import { loadIntakeConfig } from '../reference-data/reference-data.js';
import { serviceKinds } from './service-kinds.js';

const { services, needs } = loadIntakeConfig(join(__dirname, '../../../../config'), '33');

describe('kinds of services', () => {
  const kinds = serviceKinds(services);

  it('are those of the taxonomy for a service', () => {
    expect(kinds.ofService('HIV_HARM_REDUCTION')).toBe('harm_reduction');
    expect(kinds.ofService('LEGAL_AID')).toBe('reintegration');
    expect(kinds.ofService('OUTREACH')).toBe('other');
    expect(kinds.ofService('NOT_IN_THE_LIST')).toBe('other');
  });

  it('are what most counted services of the domain are, for a referral', () => {
    expect(kinds.ofDomain('health')).toBe('harm_reduction');
    for (const domain of ['legal', 'work', 'loan', 'psychosocial', 'shelter', 'social_assistance'])
      expect([domain, kinds.ofDomain(domain)]).toEqual([domain, 'reintegration']);
    expect(kinds.ofDomain('no_such_domain')).toBe('other');
  });

  it('make a completed referral for any need count as a service', () => {
    for (const need of needs) expect([need, kinds.ofDomain(need)]).not.toEqual([need, 'other']);
  });

  it('leave no say to services that never count', () => {
    const few = new Map([
      ['A', { domain: 'health', kind: 'other' as const }],
      ['B', { domain: 'health', kind: 'other' as const }],
      ['C', { domain: 'health', kind: 'reintegration' as const }],
      ['D', { domain: 'support', kind: 'other' as const }],
    ]);
    expect(serviceKinds(few).ofDomain('health')).toBe('reintegration');
    expect(serviceKinds(few).ofDomain('support')).toBe('other');
  });
});
