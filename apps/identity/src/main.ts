import 'reflect-metadata';
import { runService } from '@an-tam/http';
import { checkIdentity, IdentityModule } from './identity.module.js';
import { problemTexts } from './problem-texts.js';
import { readIdentitySettings } from './settings.js';

await runService(async () => {
  const settings = readIdentitySettings();
  return {
    name: 'identity',
    module: await IdentityModule.forRoot(settings),
    host: settings.AN_TAM_HOST,
    port: settings.AN_TAM_PORT,
    problemTexts,
    trustedProxies: settings.AN_TAM_TRUSTED_PROXIES,
    beforeListen: checkIdentity,
  };
});
