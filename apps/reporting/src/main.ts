import 'reflect-metadata';
import { assertRoutesDeclared } from '@an-tam/access-rules/nest';
import { runService } from '@an-tam/http';
import { importTrustedKeys } from '@an-tam/http/tokens';
import { loadAdministrativeUnits } from './administrative-units/index.js';
import { loadPlans } from './plans/index.js';
import { reportingProblemTexts } from './problem-texts.js';
import { ReportingModule } from './reporting.module.js';
import { readReportingSettings } from './settings.js';

await runService(async () => {
  const settings = readReportingSettings();
  return {
    name: 'reporting',
    host: settings.AN_TAM_HOST,
    port: settings.AN_TAM_PORT,
    problemTexts: reportingProblemTexts,
    trustedProxies: settings.AN_TAM_TRUSTED_PROXIES,
    beforeListen: assertRoutesDeclared,
    module: ReportingModule.forRoot({
      auditSealing: settings,
      databaseUrl: settings.AN_TAM_DATABASE_URL,
      logLevel: settings.AN_TAM_LOG_LEVEL,
      trustedKeys: await importTrustedKeys(settings.AN_TAM_TRUSTED_KEYS, settings.AN_TAM_TRUSTED_KEYS_FILE),
      releaseKeys: settings.AN_TAM_RELEASE_KEYS,
      plans: loadPlans(settings.AN_TAM_CONFIG_DIR),
      administrativeUnits: loadAdministrativeUnits(settings.AN_TAM_CONFIG_DIR),
    }),
  };
}, 'reporting');
