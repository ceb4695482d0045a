import { Module } from '@nestjs/common';
import { ContactRepository } from './contact.repository.js';
import { ContactsController } from './contacts.controller.js';
import { ExpireContactsService } from './expire-contacts.service.js';
import { FindContactsQuery } from './find-contacts.query.js';
import { RecordContactService } from './record-contact.service.js';

@Module({
  controllers: [ContactsController],
  providers: [ContactRepository, RecordContactService, FindContactsQuery, ExpireContactsService],
  exports: [ExpireContactsService],
})
export class ContactsModule {}
