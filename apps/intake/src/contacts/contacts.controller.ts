import { Body, Controller, Get, Post, SerializeOptions } from '@nestjs/common';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import {
  contactListSchema,
  contactViewSchema,
  recordContactSchema,
  type ContactView,
  type RecordContact,
  type UserContext,
} from '@an-tam/contracts';
import { FindContactsQuery } from './find-contacts.query.js';
import { RecordContactService } from './record-contact.service.js';

@Controller('contacts')
export class ContactsController {
  constructor(
    private readonly recordContact: RecordContactService,
    private readonly findContacts: FindContactsQuery,
  ) {}

  @Post()
  @Permit('create', 'Contact')
  @SerializeOptions({ schema: contactViewSchema })
  record(
    @Caller() caller: UserContext,
    @Body({ schema: recordContactSchema }) body: RecordContact,
  ): Promise<ContactView> {
    return this.recordContact.record(caller, body);
  }

  @Get()
  @Permit('read', 'Contact')
  @SerializeOptions({ schema: contactListSchema })
  list(@Caller() caller: UserContext): Promise<{ contacts: ContactView[] }> {
    return this.findContacts.listRecent(caller);
  }
}
