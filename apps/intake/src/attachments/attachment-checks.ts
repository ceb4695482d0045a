import { Inject, Injectable } from '@nestjs/common';
import { attachmentBytes, type AddAttachment, type Attachment, type FieldError } from '@an-tam/contracts';
import { BusinessCalendar } from '@an-tam/http';
import type { Transaction } from '@an-tam/persistence';
import { CareSettingRepository } from '../care-settings/index.js';
import { CodeChecks, INTAKE_CONFIG, type IntakeConfig } from '../reference-data/index.js';
import { AttachmentsOffError } from './attachment.errors.js';
import { typeOf } from './attachment-type.rules.js';
import { BrokenPictureError, stripPicture } from './strip-picture.js';

const error = (field: string, vi: string, en: string): FieldError => ({ field, message: { vi, en } });
const broken = error(
  'file',
  'Không đọc được tệp này. Hãy chụp hoặc quét lại.',
  'This file cannot be read. Take it again.',
);

/** What a document is by its bytes, not by what is said of it. */
@Injectable()
export class AttachmentChecks {
  constructor(
    @Inject(INTAKE_CONFIG) private readonly config: IntakeConfig,
    private readonly checks: CodeChecks,
    private readonly settings: CareSettingRepository,
    private readonly calendar: BusinessCalendar,
  ) {}

  async areAllowed(tx: Transaction, centreId: string): Promise<boolean> {
    return (await this.settings.read(tx, centreId)).attachments;
  }

  /** @throws AttachmentsOffError */
  async refuseWhereOff(tx: Transaction, centreId: string): Promise<void> {
    if (!(await this.areAllowed(tx, centreId))) throw new AttachmentsOffError();
  }

  /** What is kept of a document beside its bytes. */
  describe({ kind, type }: AddAttachment, kept: Buffer, addedById: string): Omit<Attachment, 'id'> {
    return { kind, type, size: kept.length, addedOn: this.calendar.today(), addedById };
  }

  /** The bytes to keep. @throws InvalidInputError */
  accept({ kind, type, file }: AddAttachment): Buffer {
    const bytes = Buffer.from(file, 'base64');
    this.checks.refuse(
      this.config.attachmentKinds.has(kind)
        ? []
        : [error('kind', 'Không có loại giấy tờ này trong danh sách.', 'There is no such kind in the list.')],
      this.faultsOf(bytes, type),
    );
    try {
      return stripPicture(type, bytes);
    } catch (cause) {
      if (!(cause instanceof BrokenPictureError)) throw cause;
      this.checks.refuse([broken]);
      throw cause;
    }
  }

  private faultsOf(bytes: Buffer, type: AddAttachment['type']): FieldError[] {
    if (bytes.length === 0) return [broken];
    if (bytes.length > attachmentBytes)
      return [error('file', 'Tệp quá lớn, tối đa 10 MB.', 'The file is too large, at most 10 MB.')];
    const is = typeOf(bytes);
    if (!is) return [error('file', 'Chỉ nhận PDF, ảnh JPEG hoặc PNG.', 'PDF, JPEG and PNG only.')];
    return is === type
      ? []
      : [error('file', 'Tệp này không đúng loại như tên gọi của nó.', 'This file is not what it says it is.')];
  }
}
