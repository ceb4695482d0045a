import { Injectable } from '@nestjs/common';
import type { ErasureCertificate } from '@an-tam/contracts';
import { BusinessCalendar } from '@an-tam/http';
import type { CaseTombstoneEntity } from './case-tombstone.entity.js';
import { progressOf } from './erasure.rules.js';

@Injectable()
export class CertificateMapper {
  constructor(private readonly calendar: BusinessCalendar) {}

  show(tombstone: CaseTombstoneEntity): ErasureCertificate {
    const { id, code, keyVersions, records, intendedAt, erasedAt, keysDestroyedOn, backupsExpireOn } = tombstone;
    return {
      id,
      code,
      state: progressOf(tombstone, this.calendar.today()),
      intendedAt: intendedAt.toISOString(),
      erasedAt: erasedAt?.toISOString() ?? null,
      keyVersions,
      records,
      keysDestroyedOn,
      backupsExpireOn,
    };
  }
}
