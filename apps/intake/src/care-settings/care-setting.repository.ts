import { Injectable } from '@nestjs/common';
import type { CareSettings } from '@an-tam/contracts';
import type { Transaction } from '@an-tam/persistence';

/** How a centre works; a centre that never said so works by the defaults. */
@Injectable()
export class CareSettingRepository {
  async read(tx: Transaction, centreId: string): Promise<CareSettings> {
    const [row]: CareSettings[] = await tx.manager.query(
      'SELECT plan_approval AS "planApproval", attachments FROM care_setting WHERE centre_id = $1',
      [centreId],
    );
    return row ?? { planApproval: false, attachments: false };
  }

  async write(tx: Transaction, centreId: string, accountId: string, settings: CareSettings): Promise<void> {
    await tx.manager.query(
      `INSERT INTO care_setting (centre_id, plan_approval, attachments, changed_by_id) VALUES ($1, $2, $3, $4)
       ON CONFLICT (centre_id) DO UPDATE SET plan_approval = $2, attachments = $3, changed_by_id = $4, changed_at = now()`,
      [centreId, settings.planApproval, settings.attachments, accountId],
    );
  }
}
