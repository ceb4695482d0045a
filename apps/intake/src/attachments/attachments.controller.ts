import { Body, Controller, Get, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import {
  addAttachmentSchema,
  attachmentBodyBytes,
  attachmentFileSchema,
  attachmentListSchema,
  attachmentParamsSchema,
  attachmentSchema,
  idParamsSchema,
  type AddAttachment,
  type Attachment,
  type AttachmentFile,
  type AttachmentList,
  type UserContext,
} from '@an-tam/contracts';
import { AddAttachmentService } from './add-attachment.service.js';
import { ShowAttachmentsQuery } from './show-attachments.query.js';

interface AttachmentParams {
  readonly id: string;
  readonly attachmentId: string;
}

@Controller('cases/:id/attachments')
export class AttachmentsController {
  constructor(
    private readonly addAttachment: AddAttachmentService,
    private readonly showAttachments: ShowAttachmentsQuery,
  ) {}

  @Get()
  @Permit('read', 'CaseFile')
  @SerializeOptions({ schema: attachmentListSchema })
  list(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) params: { id: string },
  ): Promise<AttachmentList> {
    return this.showAttachments.list(caller, params.id);
  }

  @Post()
  @RouteConfig({ bodyLimit: attachmentBodyBytes })
  @Permit('update', 'CaseFile')
  @SerializeOptions({ schema: attachmentSchema })
  add(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) params: { id: string },
    @Body({ schema: addAttachmentSchema }) body: AddAttachment,
  ): Promise<Attachment> {
    return this.addAttachment.add(caller, params.id, body);
  }

  @Get(':attachmentId')
  @Permit('read', 'CaseFile')
  @SerializeOptions({ schema: attachmentFileSchema })
  show(
    @Caller() caller: UserContext,
    @Param({ schema: attachmentParamsSchema }) params: AttachmentParams,
  ): Promise<AttachmentFile> {
    return this.showAttachments.show(caller, params.id, params.attachmentId);
  }

  @Post(':attachmentId/removal')
  @HttpCode(204)
  @Permit('update', 'CaseFile')
  remove(
    @Caller() caller: UserContext,
    @Param({ schema: attachmentParamsSchema }) params: AttachmentParams,
  ): Promise<void> {
    return this.addAttachment.remove(caller, params.id, params.attachmentId);
  }
}
