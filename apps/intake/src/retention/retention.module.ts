import { Module, type DynamicModule } from '@nestjs/common';
import { ContactsModule } from '../contacts/index.js';
import { PendingContactsModule } from '../pending-contacts/index.js';
import { ExpireFilesService } from './expire-files.service.js';
import { ExpiringFileRepository } from './expiring-file.repository.js';
import { ExpiringFilesController } from './expiring-files.controller.js';
import { FindExpiringFilesQuery } from './find-expiring-files.query.js';
import { RetentionRunner } from './retention-runner.js';

/** Nothing of a person is kept longer than its purpose allows. */
@Module({})
export class RetentionModule {
  /** @param erasures how a file is destroyed */
  static forRoot(erasures: DynamicModule): DynamicModule {
    return {
      module: RetentionModule,
      imports: [ContactsModule, PendingContactsModule, erasures],
      controllers: [ExpiringFilesController],
      providers: [ExpiringFileRepository, ExpireFilesService, FindExpiringFilesQuery, RetentionRunner],
    };
  }
}
