import { routesOf } from '@an-tam/access-rules/nest';
import type { Actor } from '@an-tam/contracts';
import { randomUUID } from 'node:crypto';
import { makeStaff, openCase, startIntake, type RunningIntake } from '../../support/intake-service.js';

/** Roles that join no case content: every route that asks for a person must refuse them before it looks anything up. */
const outsiders: readonly [string, Partial<Actor>][] = [
  ['provincial analyst', { roles: ['provincial_analyst'], organisationKind: 'health_department' }],
  ['reporting officer of an enforcement body', { roles: ['reporting_officer'], organisationKind: 'enforcement_body' }],
  ['reporting officer of a commune', { roles: ['reporting_officer'], organisationKind: 'reporting_unit' }],
];

describe('roles without case content at intake', () => {
  let intake: RunningIntake;
  beforeAll(async () => {
    intake = await startIntake();
  });
  afterAll(() => intake.stop());

  it.each(outsiders)('a %s gets 403 on every route, also on a file that exists', async (_who, changes) => {
    const manager = makeStaff();
    const { id } = await openCase(intake, manager);
    expect((await intake.get(manager, `/cases/${id}`)).status).toBe(200);
    const outsider = makeStaff(changes);
    const routes = routesOf(intake.app).filter(
      (r) => r.permission?.kind === 'permit' || r.permission?.kind === 'signed-in',
    );
    expect(routes.length).toBeGreaterThan(15);
    for (const { method, path } of routes) {
      const url = path.replace(':consentId', randomUUID()).replace(':id', id);
      const { status, body } = await intake.call(
        outsider,
        method as 'GET' | 'POST' | 'PATCH',
        url,
        method === 'GET' ? undefined : {},
      );
      expect(`${method} ${path} ${status} ${String(body['code'])}`).toBe(`${method} ${path} 403 FORBIDDEN`);
    }
    const denials = await intake.rows(
      `SELECT count(*)::int AS n FROM audit_entry WHERE account_id = '${outsider.accountId}' AND outcome = 'denied'`,
    );
    expect(denials).toEqual([{ n: routes.length }]);
  });

  it('a request without a token, or with one for another service, gets 401', async () => {
    for (const authorization of [undefined, 'Bearer nonsense', 'Basic eDp5']) {
      const response = await intake.app.inject({
        method: 'GET',
        url: '/cases',
        headers: authorization ? { authorization } : {},
      });
      expect(response.statusCode).toBe(401);
    }
  });
});
