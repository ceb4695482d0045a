import { Module } from '@nestjs/common';
import { EndPendingContactService } from './end-pending-contact.service.js';
import { FindPendingContactsQuery } from './find-pending-contacts.query.js';
import { NotePendingContactService } from './note-pending-contact.service.js';
import { PendingContactRepository } from './pending-contact.repository.js';
import { PendingContactsController } from './pending-contacts.controller.js';

/** People whom other units introduce: kept for two weeks, until they agree to a file or not. */
@Module({
  controllers: [PendingContactsController],
  providers: [PendingContactRepository, NotePendingContactService, FindPendingContactsQuery, EndPendingContactService],
  exports: [EndPendingContactService],
})
export class PendingContactsModule {}
