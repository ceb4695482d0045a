import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { ConsentView, NeedView, PacketField, PreviewReferral, ReferNeed } from '@an-tam/contracts';
import type { CaseKey } from '@an-tam/field-encryption';
import { EntitySealer } from '@an-tam/field-encryption/typeorm';
import type { Transaction } from '@an-tam/persistence';
import { CaseFileEntity, ClientFactsService } from '../case-access/index.js';
import { CaseKeys } from '../case-keys/index.js';
import { FindConsentsQuery } from '../consents/index.js';
import { INTAKE_CONFIG, type IntakeConfig } from '../reference-data/index.js';
import { packetFields } from './packet-content.js';

/** Opens what a referral is made of: the case, the client and, for sending, the consent that decides. */
@Injectable()
export class ReferralSources {
  constructor(
    private readonly keys: CaseKeys,
    private readonly sealer: EntitySealer,
    private readonly clients: ClientFactsService,
    private readonly consents: FindConsentsQuery,
    private readonly audit: AuditLog,
    @Inject(INTAKE_CONFIG) private readonly config: IntakeConfig,
  ) {}

  /** For the preview: the categories somebody is about to ask consent for. */
  async preview(tx: Transaction, caseFile: CaseFileEntity, input: PreviewReferral): Promise<PacketField[]> {
    const keys = await this.keysOf(tx, caseFile, caseFile.id);
    return this.fields(tx, keys, caseFile, { code: input.needCode, urgency: input.urgency }, input.dataCategories);
  }

  /** For sending: the categories of the recorded consent. */
  async withConsent(
    tx: Transaction,
    caseFile: CaseFileEntity,
    referralId: string,
    input: ReferNeed,
  ): Promise<{ keys: readonly CaseKey[]; consent: ConsentView; fields: PacketField[] }> {
    const keys = await this.keysOf(tx, caseFile, referralId);
    const consent = await this.consents.getHeld(tx, keys, caseFile.id, input.consentId);
    const fields = await this.fields(
      tx,
      keys,
      caseFile,
      { code: input.needCode, urgency: input.urgency },
      consent.dataCategories,
    );
    return { keys, consent, fields };
  }

  private async keysOf(
    tx: Transaction,
    { id, centreId }: CaseFileEntity,
    recordId: string,
  ): Promise<readonly CaseKey[]> {
    await this.audit.append(tx, { action: 'key-use', resource: 'Referral', recordId, caseId: id });
    return this.keys.of(centreId, id);
  }

  private async fields(
    tx: Transaction,
    keys: readonly CaseKey[],
    caseFile: CaseFileEntity,
    need: NeedView,
    categories: readonly string[],
  ): Promise<PacketField[]> {
    const client = await this.clients.read(tx, keys, caseFile.id);
    const caseContent = this.sealer.open(CaseFileEntity, keys, caseFile);
    return packetFields(categories, { caseContent, client, need }, this.config);
  }
}
