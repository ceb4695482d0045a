import { Module, type DynamicModule } from '@nestjs/common';
import { AuditModule } from '@an-tam/audit';
import { PersistenceModule } from '@an-tam/persistence';
import { AccountsModule } from '../accounts/index.js';
import { FactorRepository, FactorVault } from '../factors/index.js';
import { migrations } from '../migrations/index.js';
import { PasswordsModule } from '../passwords/index.js';
import { SeedDemoAuthenticatorsService } from './seed-demo-authenticators.service.js';
import { SeedDemoService } from './seed-demo.service.js';

/** What seeding needs of the service, without its HTTP side. */
@Module({})
export class DemoModule {
  static forRoot(databaseUrl: string, factorKey: string): DynamicModule {
    return {
      module: DemoModule,
      imports: [
        PersistenceModule.forRoot({ url: databaseUrl, entities: [], migrations, poolSize: 2 }),
        AuditModule,
        AccountsModule,
        PasswordsModule,
      ],
      providers: [
        SeedDemoAuthenticatorsService,
        SeedDemoService,
        FactorRepository,
        { provide: FactorVault, useValue: new FactorVault({ AN_TAM_FACTOR_KEY: factorKey }) },
      ],
    };
  }
}
