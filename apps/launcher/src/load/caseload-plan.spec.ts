import { planCaseload, type CaseloadSettings } from './caseload-plan.js';

const settings: CaseloadSettings = {
  seed: 1,
  people: 1000,
  from: '2025-12-15',
  to: '2026-11-20',
  communes: Array.from({ length: 104 }, (_, i) => String(11_000 + i)),
  reference: {
    channels: ['OUTREACH_COMMUNITY', 'PEER_GROUP', 'MASS_MEDIA'].map((code) => ({
      code,
      label: { vi: code, en: code },
    })),
    services: [
      ['HEALTH_CARE', 'health'],
      ['LEGAL_AID', 'legal'],
      ['JOB_PLACEMENT', 'work'],
      ['LOAN_SUPPORT', 'loan'],
      ['PSYCHOLOGICAL_COUNSELLING', 'psychosocial'],
    ].map(([code = '', domain = '']) => ({ code, domain, label: { vi: code, en: code } })),
  },
};

describe('a synthetic caseload', () => {
  const plan = planCaseload(settings);

  it('is the same for the same seed, to the last answer', () => {
    expect(planCaseload(settings)).toEqual(plan);
  });

  it('is another one for another seed', () => {
    expect(planCaseload({ ...settings, seed: 2 })).not.toEqual(plan);
  });

  it('puts most people into a few communes, and fewer than ten into most', () => {
    const sizes = settings.communes.map((code) => plan.filter((person) => person.communeCode === code).length);
    expect(sizes.filter((size) => size < 10).length).toBeGreaterThan(settings.communes.length / 2);
    const largest = [...sizes].sort((a, b) => b - a).slice(0, 10);
    expect(largest.reduce((sum, size) => sum + size, 0)).toBeGreaterThan(400);
  });

  it('keeps every event within the period, in the order in which it can happen', () => {
    for (const { openedOn, screening, followUps } of plan) {
      const days = [settings.from, openedOn, ...(screening ? [screening.on] : []), settings.to];
      expect(days).toEqual([...days].sort());
      for (const { on } of followUps) expect(on >= (screening?.on ?? openedOn) && on <= settings.to).toBe(true);
    }
  });

  it('meets people in channels where people are met, and gives services that exist', () => {
    const channels = new Set(plan.flatMap((p) => [p.channel, ...p.followUps.map((f) => f.channel)]));
    expect([...channels].sort()).toEqual(['OUTREACH_COMMUNITY', 'PEER_GROUP']);
    const services = new Set(settings.reference.services.map((s) => s.code));
    expect(plan.flatMap((p) => p.followUps.flatMap((f) => f.services)).filter((code) => !services.has(code))).toEqual(
      [],
    );
  });

  it('fills both centres and leaves some people without consent to statistics', () => {
    expect(new Set(plan.map((person) => person.centre)).size).toBe(2);
    const without = plan.filter((person) => !person.statisticsConsent).length;
    expect(without).toBeGreaterThan(0);
    expect(without).toBeLessThan(plan.length / 5);
  });
});
