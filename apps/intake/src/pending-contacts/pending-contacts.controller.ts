import { Body, Controller, Get, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import {
  idParamsSchema,
  notePendingContactSchema,
  pendingContactListSchema,
  pendingContactSchema,
  type NotePendingContact,
  type PendingContact,
  type PendingContactList,
  type UserContext,
} from '@an-tam/contracts';
import { EndPendingContactService } from './end-pending-contact.service.js';
import { FindPendingContactsQuery } from './find-pending-contacts.query.js';
import { NotePendingContactService } from './note-pending-contact.service.js';

@Controller('pending-contacts')
export class PendingContactsController {
  constructor(
    private readonly notePendingContact: NotePendingContactService,
    private readonly findPendingContacts: FindPendingContactsQuery,
    private readonly endPendingContact: EndPendingContactService,
  ) {}

  @Post()
  @Permit('create', 'PendingContact')
  @SerializeOptions({ schema: pendingContactSchema })
  note(
    @Caller() caller: UserContext,
    @Body({ schema: notePendingContactSchema }) body: NotePendingContact,
  ): Promise<PendingContact> {
    return this.notePendingContact.note(caller, body);
  }

  @Get()
  @Permit('read', 'PendingContact')
  @SerializeOptions({ schema: pendingContactListSchema })
  list(@Caller() caller: UserContext): Promise<PendingContactList> {
    return this.findPendingContacts.list(caller);
  }

  /** She does not want it: everything noted is gone at once. */
  @Post(':id/refusal')
  @HttpCode(204)
  @Permit('decide', 'PendingContact')
  refuse(@Caller() caller: UserContext, @Param({ schema: idParamsSchema }) params: { id: string }): Promise<void> {
    return this.endPendingContact.refuse(caller, params.id);
  }
}
