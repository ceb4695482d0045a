import { routePermissionKey, type RoutePermission } from '@an-tam/access-rules/nest';
import { openApiDocument } from '@an-tam/http/openapi';
import type { INestApplication } from '@nestjs/common';
import { startIntake } from '../support/intake-service.js';
import { startReferral } from '../support/referral-service.js';
import { startReporting } from '../support/reporting-service.js';
import { startSignInStack } from '../support/sign-in-stack.js';
import { expectStored } from '../support/stored-document.js';

const throughGateway = (service: string) =>
  `People reach these routes through the gateway below /api/${service}; routes below /internal are for services alone.`;

async function expectDocumented(service: string, app: INestApplication, description: string): Promise<void> {
  const document = openApiDocument(app, {
    title: `An Tâm: ${service}`,
    description,
    permissionOf: (handler) => Reflect.getMetadata(routePermissionKey, handler) as RoutePermission | undefined,
  });
  const text = `${JSON.stringify(document, null, 2)}\n`;
  for (const [, section = '', name = ''] of text.matchAll(/"#\/components\/(\w+)\/(\w+)"/g))
    expect(document.components).toHaveProperty([section, name]);
  await expectStored(`docs/openapi/${service}.json`, text);
}

describe('the stored OpenAPI documents say what the code does', () => {
  it('of intake', async () => {
    const { app, stop } = await startIntake();
    await expectDocumented('intake', app, throughGateway('intake')).finally(stop);
  });

  it('of referral', async () => {
    const { app, stop } = await startReferral();
    await expectDocumented('referral', app, throughGateway('referral')).finally(stop);
  });

  it('of reporting', async () => {
    const { app, stop } = await startReporting([]);
    await expectDocumented('reporting', app, throughGateway('reporting')).finally(stop);
  });

  it('of identity and the gateway', async () => {
    const { identity, gateway, stop } = await startSignInStack();
    try {
      await expectDocumented('identity', identity, throughGateway('identity'));
      await expectDocumented('gateway', gateway, 'The public door: signs people in and forwards to the services.');
    } finally {
      await stop();
    }
  });
});
