import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { scopeFor, type ColumnWhitelist } from '@an-tam/access-rules/typeorm';
import type { Actor } from '@an-tam/contracts';
import { canonicalJson, type Release, type ReleaseEnvelope, type VerifiedRelease } from '@an-tam/disclosure-control';
import type { Transaction } from '@an-tam/persistence';
import type { ChainHead } from './release.rules.js';

/** Columns the rules of coverage may scope releases by. */
export const releaseScopeColumns: ColumnWhitelist = { provinceCode: 'province_code' };

export interface ReceivedRelease {
  readonly release: Release;
  readonly receivedAt: Date;
}

@Injectable()
export class ReleaseRepository {
  async findHead(tx: Transaction, issuer: string, plan: string): Promise<ChainHead | null> {
    const rows: ChainHead[] = await tx.manager.query(
      'SELECT sequence, hash FROM release WHERE issuer = $1 AND plan_id = $2 ORDER BY sequence DESC LIMIT 1',
      [issuer, plan],
    );
    return rows[0] ?? null;
  }

  async hasPeriod(tx: Transaction, issuer: string, plan: string, period: string): Promise<boolean> {
    const rows: unknown[] = await tx.manager.query(
      'SELECT 1 FROM release WHERE issuer = $1 AND plan_id = $2 AND period = $3',
      [issuer, plan, period],
    );
    return rows.length > 0;
  }

  /** Stores the verified document in its canonical form, so that its bytes keep fitting hash and signature. */
  async add(tx: Transaction, { release, hash }: VerifiedRelease, envelope: ReleaseEnvelope): Promise<void> {
    await tx.manager.query(
      `INSERT INTO release (id, issuer, province_code, plan_id, plan_year, period, sequence, hash, previous_hash, key_id, signature, document)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        randomUUID(),
        release.issuer,
        release.province,
        release.plan,
        release.period.planYear,
        release.period.id,
        release.sequence,
        hash,
        release.previousHash,
        envelope.keyId,
        envelope.signature,
        canonicalJson(release),
      ],
    );
  }

  /** Releases of one plan year within the caller's scope, in the order they were signed. */
  async listOfPlanYear(tx: Transaction, actor: Actor, plan: string, planYear: number): Promise<ReceivedRelease[]> {
    const scope = scopeFor(actor, 'read', 'Coverage', releaseScopeColumns, 2);
    const rows: { document: string; received_at: Date }[] = await tx.manager.query(
      `SELECT document, received_at FROM release WHERE plan_id = $1 AND plan_year = $2 AND ${scope.sql} ORDER BY sequence`,
      [plan, planYear, ...scope.parameters],
    );
    // Only what was verified against the release schema is ever stored.
    return rows.map((row) => ({ release: JSON.parse(row.document) as Release, receivedAt: row.received_at }));
  }
}
