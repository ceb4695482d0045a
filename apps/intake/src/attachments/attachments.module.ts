import { Module } from '@nestjs/common';
import { CareSettingsModule } from '../care-settings/index.js';
import { AddAttachmentService } from './add-attachment.service.js';
import { AttachmentChecks } from './attachment-checks.js';
import { AttachmentRepository } from './attachment.repository.js';
import { AttachmentsController } from './attachments.controller.js';
import { ShowAttachmentsQuery } from './show-attachments.query.js';

/** Documents of a file, off unless a centre allows them. */
@Module({
  imports: [CareSettingsModule],
  controllers: [AttachmentsController],
  providers: [AttachmentRepository, AttachmentChecks, AddAttachmentService, ShowAttachmentsQuery],
})
export class AttachmentsModule {}
