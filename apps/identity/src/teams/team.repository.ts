import { Injectable } from '@nestjs/common';
import type { Team } from '@an-tam/contracts';
import type { Transaction } from '@an-tam/persistence';

/** Teams of the organisation that the transaction acts for. */
@Injectable()
export class TeamRepository {
  /** By name. */
  async list(tx: Transaction, organisationId: string): Promise<Team[]> {
    return tx.manager.query('SELECT id, name FROM team WHERE organisation_id = $1 ORDER BY name', [organisationId]);
  }

  /** @returns false when the organisation has a team of this name */
  async insert(tx: Transaction, organisationId: string, { id, name }: Team): Promise<boolean> {
    const rows: unknown[] = await tx.manager.query(
      `INSERT INTO team (id, organisation_id, name) VALUES ($1, $2, $3)
        ON CONFLICT (organisation_id, name) DO NOTHING RETURNING 1`,
      [id, organisationId, name],
    );
    return rows.length > 0;
  }

  async setTeam(tx: Transaction, accountId: string, organisationId: string, teamId: string | null): Promise<void> {
    await tx.manager.query('UPDATE membership SET team_id = $3 WHERE account_id = $1 AND organisation_id = $2', [
      accountId,
      organisationId,
      teamId,
    ]);
  }
}
