import 'reflect-metadata';
import { assertRoutesDeclared } from '@an-tam/access-rules/nest';
import { runService } from '@an-tam/http';
import { problemTexts } from './problem-texts.js';
import { maximumBodyBytes, ReferralModule } from './referral.module.js';
import { readReferralSettings } from './settings.js';

await runService(async () => {
  const settings = readReferralSettings();
  return {
    name: 'referral',
    module: await ReferralModule.forRoot(settings),
    host: settings.AN_TAM_HOST,
    port: settings.AN_TAM_PORT,
    trustedProxies: settings.AN_TAM_TRUSTED_PROXIES,
    problemTexts,
    bodyLimit: maximumBodyBytes,
    beforeListen: assertRoutesDeclared,
  };
}, 'referral');
