import { Injectable, type OnModuleInit } from '@nestjs/common';
import { throwUnlessCan } from '@an-tam/access-rules';
import { AuditLog } from '@an-tam/audit';
import type { CreatePartnerKey, UserContext } from '@an-tam/contracts';
import { ready } from '@an-tam/field-encryption/packet';
import { UnitOfWork } from '@an-tam/persistence';
import { OrganisationRepository } from '../directory/index.js';
import { badSealedKeyError, PartnerKeyExistsError } from './partner-key.errors.js';
import { toPartnerKeyView, type PartnerKeyView } from './partner-key.mapper.js';
import { PartnerKeyRepository, type PartnerKey } from './partner-key.repository.js';
import { fingerprintOf } from './partner-key.rules.js';

/** Registers the organisation's key. Its secret half arrives sealed and stays opaque. */
@Injectable()
export class CreatePartnerKeyService implements OnModuleInit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly organisations: OrganisationRepository,
    private readonly keys: PartnerKeyRepository,
    private readonly audit: AuditLog,
  ) {}

  async onModuleInit(): Promise<void> {
    await ready();
  }

  /** @throws PartnerKeyExistsError, InvalidInputError for a key that is not well formed. */
  async create(caller: UserContext, input: CreatePartnerKey): Promise<{ key: PartnerKeyView }> {
    const { organisationId } = caller.actor;
    throwUnlessCan(caller.actor, 'create', 'PartnerKey', { organisationId });
    const { sealedSecretKey } = input;
    if (sealedSecretKey.keyId !== input.keyId || sealedSecretKey.publicKey !== input.publicKey)
      throw badSealedKeyError();
    const key: PartnerKey = { ...input, organisationId, fingerprint: fingerprintOf(input.keyId, input.publicKey) };
    await this.unitOfWork.run(caller, async (tx) => {
      await this.organisations.keepCurrent(tx, caller.actor);
      if (!(await this.keys.add(tx, key))) throw new PartnerKeyExistsError();
      await this.audit.append(tx, { action: 'create', resource: 'PartnerKey', recordId: key.keyId });
    });
    return { key: toPartnerKeyView(key) };
  }
}
