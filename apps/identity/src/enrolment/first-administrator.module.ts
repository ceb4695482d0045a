import { Module, type DynamicModule } from '@nestjs/common';
import { AuditModule } from '@an-tam/audit';
import { PersistenceModule } from '@an-tam/persistence';
import { AccountsModule } from '../accounts/index.js';
import { FactorVault } from '../factors/index.js';
import { migrations } from '../migrations/index.js';
import { EnrolmentCodeRepository } from './enrolment-code.repository.js';
import { FirstAdministratorService } from './first-administrator.service.js';
import { GiveEnrolmentCodeService } from './give-enrolment-code.service.js';

/** What the one-shot needs of the service, without its HTTP side. */
@Module({})
export class FirstAdministratorModule {
  static forRoot(databaseUrl: string, factorKey: string): DynamicModule {
    return {
      module: FirstAdministratorModule,
      imports: [
        PersistenceModule.forRoot({ url: databaseUrl, entities: [], migrations, poolSize: 2 }),
        AuditModule,
        AccountsModule,
      ],
      providers: [
        EnrolmentCodeRepository,
        { provide: FactorVault, useValue: new FactorVault({ AN_TAM_FACTOR_KEY: factorKey }) },
        FirstAdministratorService,
        GiveEnrolmentCodeService,
      ],
    };
  }
}
