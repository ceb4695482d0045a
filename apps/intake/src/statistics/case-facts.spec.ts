import type { ConsentView } from '@an-tam/contracts';
import { factsOf, type CountingView, type OpenedCase } from './case-facts.js';

const view: CountingView = {
  kinds: { ofService: (code) => (code === 'TALK' ? 'other' : 'harm_reduction'), ofDomain: () => 'reintegration' },
  today: '2026-06-20',
  linkKey: new Uint8Array(32).fill(1),
};
const enteredAt = new Date('2026-03-01T00:00:00Z');

const opened = (changes: Partial<OpenedCase> = {}): OpenedCase => ({
  caseId: 'a',
  status: 'open',
  mergedIntoId: null,
  content: { communeCode: '11980', openedOn: '2026-01-05' },
  client: { phone: null, birthYear: 1990, targetGroup: null },
  consents: [],
  screenings: [],
  followUps: [],
  referrals: [],
  counted: null,
  ...changes,
});

const consent = (changes: Partial<ConsentView> = {}): ConsentView => ({
  id: 'b0000000-0000-4000-8000-000000000001',
  purpose: 'statistics',
  recipientOrganisationId: null,
  dataCategories: [],
  form: 'spoken',
  wordingVersion: 'statistics/1',
  givenOn: '2026-02-01',
  expiresOn: '2028-02-01',
  withdrawnOn: null,
  ...changes,
});
const consentOn = (...consents: ConsentView[]) => factsOf(opened({ consents }), view).consentOn;

describe('what counting takes from a case', () => {
  it('is the first consent to statistics that stands', () => {
    expect(consentOn()).toBeNull();
    expect(consentOn(consent({ givenOn: '2026-03-01' }), consent())).toBe('2026-02-01');
    expect(consentOn(consent({ purpose: 'case_management' }))).toBeNull();
  });

  it('is no consent that was withdrawn or has expired', () => {
    const withdrawn = consent({ withdrawnOn: '2026-02-02' });
    expect(consentOn(withdrawn)).toBeNull();
    expect(consentOn(withdrawn, consent({ givenOn: '2026-05-01' }))).toBe('2026-05-01');
    expect(consentOn(consent({ expiresOn: '2026-06-19' }))).toBeNull();
    expect(consentOn(consent({ expiresOn: '2026-06-20' }))).toBe('2026-02-01');
  });

  it('is each service with its kind, and a referral only once it is completed', () => {
    const { services } = factsOf(
      opened({
        followUps: [{ occurredOn: '2026-03-01', servicesDelivered: ['CHECK', 'TALK'], enteredAt }],
        referrals: [
          { needCode: 'legal', state: 'completed', deliveredOn: '2026-04-01' },
          { needCode: 'legal', state: 'cancelled', deliveredOn: null },
          { needCode: 'legal', state: 'in-progress', deliveredOn: null },
        ],
      }),
      view,
    );
    expect(services).toEqual([
      { kind: 'reached', on: '2026-03-01', enteredAt, serviceKind: 'harm_reduction' },
      { kind: 'reached', on: '2026-03-01', enteredAt, serviceKind: 'other' },
      { kind: 'used', on: '2026-04-01', enteredAt: null, serviceKind: 'reintegration' },
    ]);
  });

  it('is a phone number only as a hash of this run, the same however it was written', () => {
    const ids = (phone: string | null, linkKey = view.linkKey) =>
      factsOf(opened({ client: { phone, birthYear: null, targetGroup: null } }), { ...view, linkKey }).identifiers;
    expect(ids('0901 234 567')).toEqual(ids('+84 901234567'));
    expect(ids('0901 234 567')).not.toEqual(ids('0901 234 568'));
    expect(ids('0901 234 567')).not.toEqual(ids('0901 234 567', new Uint8Array(32).fill(2)));
    expect(ids('0901 234 567').join()).not.toContain('901');
    expect(ids(null)).toEqual([]);
    expect(ids('no number')).toEqual([]);
  });

  it('is screenings in the order of their days', () => {
    const screening = (screenedOn: string) => ({ screenedOn, inNeed: true, eligible: true, enteredAt });
    const { states } = factsOf(opened({ screenings: [screening('2026-05-01'), screening('2026-02-01')] }), view);
    expect(states.map(({ on }) => on)).toEqual(['2026-02-01', '2026-05-01']);
  });
});
