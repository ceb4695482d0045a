import { DomainError } from '@an-tam/contracts';

/** The case has no such document, or the caller does not reach it. */
export class AttachmentNotFoundError extends DomainError {
  readonly code = 'NOT_FOUND';
  readonly kind = 'not_found';
}

/** The centre does not allow documents to be added. */
export class AttachmentsOffError extends DomainError {
  readonly code = 'ATTACHMENTS_OFF';
  readonly kind = 'conflict';
}
