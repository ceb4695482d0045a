import { join } from 'node:path';
import type { ConsentView } from '@an-tam/contracts';
import { loadIntakeConfig } from '../reference-data/index.js';
import { coversReferral, faultsOfConsent } from './consent.rules.js';

const config = loadIntakeConfig(join(__dirname, '../../../../config'), '33');
const organisationId = '0b5f3c1e-6a57-4d7e-9a43-5f2d9f6d8f10';
const consent: ConsentView = {
  id: '5a6e1f7c-51f5-4a39-8f0b-1d2a6c4b7e90',
  purpose: 'referral',
  recipientOrganisationId: organisationId,
  dataCategories: ['alias', 'need'],
  form: 'written',
  wordingVersion: 'referral/1',
  givenOn: '2026-08-22',
  expiresOn: '2026-11-20',
  withdrawnOn: null,
};
const covers = (changes: Partial<ConsentView>, today = '2026-11-20', needCode = 'health') =>
  coversReferral({ ...consent, ...changes }, { organisationId, needCode, today }, config);

describe('consents', () => {
  it('cover a referral until their last day, and never after it or after a withdrawal', () => {
    expect(covers({})).toBe(true);
    expect(covers({}, '2026-11-21')).toBe(false);
    expect(covers({ withdrawnOn: '2026-11-01' })).toBe(false);
    expect(covers({ recipientOrganisationId: null })).toBe(false);
    expect(covers({ purpose: 'statistics' })).toBe(false);
    expect(covers({ dataCategories: ['alias', 'income'] })).toBe(false);
  });

  it('say which forms are enough for which purpose, by the need and by the data', () => {
    const enough = (use: Parameters<typeof config.consentForms.enoughFor>[0]) =>
      config.consentForms.enoughFor(use).enough;
    expect(enough({ purpose: 'case_management' })).toContain('spoken');
    expect(enough({ purpose: 'statistics' })).toContain('spoken');
    expect(enough({ purpose: 'referral', needCode: 'legal' })).toContain('spoken');
    const recorded = ['written', 'electronic_tap', 'recorded_call'];
    expect(enough({ purpose: 'referral', needCode: 'health' })).toEqual(recorded);
    expect(enough({ purpose: 'referral', needCode: 'legal', categories: ['health_hiv'] })).toEqual(recorded);
  });

  it('name every field that is wrong at once', () => {
    const faults = faultsOfConsent(
      {
        purpose: 'referral',
        dataCategories: ['health_general', 'shoe_size'],
        form: 'spoken',
        wordingVersion: 'referral/1',
        expiresOn: '2026-11-19',
      },
      config,
      '2026-11-20',
    );
    expect(faults.map(({ field }) => field)).toEqual([
      'form',
      'recipientOrganisationId',
      'dataCategories',
      'expiresOn',
    ]);
    expect(faults[0]?.message.en).toContain('in writing, a tap after hearing it read, a recorded call');
  });
});
