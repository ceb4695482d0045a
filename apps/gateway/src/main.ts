import 'reflect-metadata';
import { runService } from '@an-tam/http';
import { GatewayModule, prepareGateway } from './gateway.module.js';
import { readGatewaySettings } from './settings.js';

await runService(async () => {
  const settings = readGatewaySettings();
  return {
    name: 'gateway',
    module: await GatewayModule.forRoot(settings),
    host: settings.AN_TAM_HOST,
    port: settings.AN_TAM_PORT,
    trustedProxies: settings.AN_TAM_TRUSTED_PROXIES,
    facesPublic: true,
    beforeListen: prepareGateway,
  };
});
