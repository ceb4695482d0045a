import { Injectable } from '@nestjs/common';
import { attachmentSchema, type Attachment } from '@an-tam/contracts';
import { openFile, sealFile, type CaseKey } from '@an-tam/field-encryption';
import { EntitySealer, type Head } from '@an-tam/field-encryption/typeorm';
import type { Transaction } from '@an-tam/persistence';
import { z } from 'zod';
import { AttachmentEntity } from './attachment.entity.js';

const contentSchema = attachmentSchema.omit({ id: true }).extend({ fileKey: z.base64() });
type Facts = Omit<Attachment, 'id'>;

/** Documents of a case that the transaction holds; sealed on the way in, opened on the way out. */
@Injectable()
export class AttachmentRepository {
  constructor(private readonly sealer: EntitySealer) {}

  /** @returns the row MAC, for the audit entry. */
  async insert(
    tx: Transaction,
    key: CaseKey,
    head: Head<AttachmentEntity>,
    facts: Facts,
    file: Buffer,
  ): Promise<Buffer> {
    const sealed = sealFile({ caseId: head.caseId, fileId: head.id }, file);
    const content = { ...facts, fileKey: Buffer.from(sealed.key).toString('base64') };
    const row = this.sealer.seal(AttachmentEntity, key, head, { content });
    await tx.manager.insert(AttachmentEntity, { ...row, file: Buffer.from(sealed.stream) });
    return row.rowMac;
  }

  /** Without their bytes, oldest first. */
  async listOfCase(tx: Transaction, keys: readonly CaseKey[], caseId: string): Promise<Attachment[]> {
    const rows = await tx.manager.find(AttachmentEntity, { where: { caseId }, order: { createdAt: 'ASC' } });
    return rows.map((row) => ({ id: row.id, ...this.open(keys, row).facts }));
  }

  async exists(tx: Transaction, caseId: string, id: string): Promise<boolean> {
    return tx.manager.existsBy(AttachmentEntity, { caseId, id });
  }

  /** One that {@link exists}, with its bytes. @throws DecryptError when they are not as they were written */
  async read(
    tx: Transaction,
    keys: readonly CaseKey[],
    caseId: string,
    id: string,
  ): Promise<{ readonly facts: Facts; readonly file: Buffer }> {
    const row = await tx.manager.findOneByOrFail(AttachmentEntity, { caseId, id });
    const { facts, fileKey } = this.open(keys, row);
    const [stored]: { file: Buffer }[] = await tx.manager.query('SELECT file FROM attachment WHERE id = $1', [id]);
    const stream = stored?.file ?? Buffer.alloc(0);
    return { facts, file: Buffer.from(openFile(Buffer.from(fileKey, 'base64'), { caseId, fileId: id }, stream)) };
  }

  /** @returns whether there was one */
  async remove(tx: Transaction, caseId: string, id: string): Promise<boolean> {
    return ((await tx.manager.delete(AttachmentEntity, { caseId, id })).affected ?? 0) > 0;
  }

  private open(keys: readonly CaseKey[], row: AttachmentEntity): { facts: Facts; fileKey: string } {
    const { fileKey, ...facts } = contentSchema.parse(this.sealer.open(AttachmentEntity, keys, row).content);
    return { facts, fileKey };
  }
}
