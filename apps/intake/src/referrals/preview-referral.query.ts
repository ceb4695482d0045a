import { Injectable } from '@nestjs/common';
import type { PacketPreview, PreviewReferral, UserContext } from '@an-tam/contracts';
import { LoadCaseService } from '../case-access/index.js';
import { CodeChecks } from '../reference-data/index.js';
import { ReferralSources } from './referral-sources.js';

/** "Nơi nhận sẽ biết": exactly the fields a packet would hold, before anything is sent. */
@Injectable()
export class PreviewReferralQuery {
  constructor(
    private readonly cases: LoadCaseService,
    private readonly sources: ReferralSources,
    private readonly checks: CodeChecks,
  ) {}

  async preview(context: UserContext, caseId: string, input: PreviewReferral): Promise<PacketPreview> {
    this.checks.refuse(this.checks.need('needCode', input.needCode));
    return this.cases.run(context, caseId, { action: 'read' }, async (tx, caseFile) => ({
      fields: await this.sources.preview(tx, caseFile, input),
    }));
  }
}
