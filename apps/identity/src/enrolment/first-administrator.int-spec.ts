import 'reflect-metadata';
import { UnitOfWork } from '@an-tam/persistence';
import { NestFactory } from '@nestjs/core';
import { createTestDatabase } from '../../../../test/support/database.js';
import { AccountRepository } from '../accounts/index.js';
import { migrations } from '../migrations/index.js';
import { FirstAdministratorModule } from './first-administrator.module.js';
import { AdministratorExistsError, FirstAdministratorService } from './first-administrator.service.js';

const organisation = { name: 'Bộ phận số liệu', kind: 'core_host', provinceCode: '33', communeCode: null } as const;
const upkeep = { actor: { system: 'accounts' }, requestId: 'test-upkeep' };

describe('the first administrator of an installation', () => {
  it('gets one account and a code, a new code while it was not taken up, and nothing afterwards', async () => {
    const database = await createTestDatabase('identity', ['identity_app'], migrations);
    const factorKey = 'factor-key-of-the-tests-only-00000000';
    const app = await NestFactory.createApplicationContext(
      FirstAdministratorModule.forRoot(database.url(), factorKey),
      { logger: false },
    );
    const service = app.get(FirstAdministratorService);
    const first = await service.execute(organisation);
    const second = await service.execute(organisation);
    expect(second.account).toBe(first.account);
    expect(second.code).not.toBe(first.code);
    await app.get(UnitOfWork).run(upkeep, async (tx) => {
      const accounts = app.get(AccountRepository, { strict: false });
      const found = await accounts.findAdministrator(tx);
      expect(found).toMatchObject({ name: first.account, enrolled: false });
      const memberships = await accounts.listMemberships(tx, found?.id ?? '');
      expect(memberships).toMatchObject([{ organisation: { kind: 'core_host' }, roles: ['administrator'] }]);
      await accounts.setPasswordHash(tx, found?.id ?? '', '$argon2id$v=19$m=65536,t=2,p=1$c2FsdA$aGFzaA');
    });
    await expect(service.execute(organisation)).rejects.toBeInstanceOf(AdministratorExistsError);
    await app.close();
    await database.drop();
  });
});
