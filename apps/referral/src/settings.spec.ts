import { SettingsError } from '@an-tam/http';
import { makeTokenKeys } from '../../../test/support/token-keys.js';
import { readReferralSettings } from './settings.js';

const environment = async (): Promise<NodeJS.ProcessEnv> => {
  const keys = await makeTokenKeys(['referral']);
  return {
    AN_TAM_PROFILE: 'demo',
    AN_TAM_PORT: '0',
    AN_TAM_PUBLIC_URL: 'http://localhost:8080',
    AN_TAM_DATABASE_URL: 'postgres://referral_app@localhost/referral',
    AN_TAM_SERVICE_KEY: JSON.stringify(keys.privateKeys['referral']),
    AN_TAM_TRUSTED_KEYS: JSON.stringify(keys.publicKeys),
    AN_TAM_INTAKE_URL: 'http://127.0.0.1:8082',
    AN_TAM_DEMO_TODAY: '2026-11-20',
  };
};

describe('settings', () => {
  it('take a demo calendar under the demo profile', async () => {
    expect(readReferralSettings(await environment()).AN_TAM_DEMO_TODAY).toBe('2026-11-20');
  });

  it('refuse a demo calendar under the production profile', async () => {
    const production = { ...(await environment()), AN_TAM_PROFILE: 'production' };
    expect(() => readReferralSettings(production)).toThrow(SettingsError);
    expect(readReferralSettings({ ...production, AN_TAM_DEMO_TODAY: undefined }).AN_TAM_PROFILE).toBe('production');
  });

  it('name what is missing', async () => {
    const without = { ...(await environment()), AN_TAM_INTAKE_URL: undefined };
    expect(() => readReferralSettings(without)).toThrow(/AN_TAM_INTAKE_URL: is missing/);
  });
});
