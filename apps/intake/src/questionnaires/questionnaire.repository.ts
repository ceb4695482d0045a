import { Injectable } from '@nestjs/common';
import type { Transaction } from '@an-tam/persistence';

export interface PublishedVersion {
  readonly version: number;
  readonly text: string;
  readonly publishedAt: Date;
}

const columns = 'version, text, published_at AS "publishedAt"';

/** Versions of the questionnaire that were published here, as texts. A row never changes. */
@Injectable()
export class QuestionnaireRepository {
  async findNewest(tx: Transaction, series: string): Promise<PublishedVersion | null> {
    const rows: PublishedVersion[] = await tx.manager.query(
      `SELECT ${columns} FROM questionnaire_version WHERE series = $1 ORDER BY version DESC LIMIT 1`,
      [series],
    );
    return rows[0] ?? null;
  }

  async find(tx: Transaction, series: string, version: number): Promise<PublishedVersion | null> {
    const rows: PublishedVersion[] = await tx.manager.query(
      `SELECT ${columns} FROM questionnaire_version WHERE series = $1 AND version = $2`,
      [series, version],
    );
    return rows[0] ?? null;
  }

  /** Newest first. */
  async list(tx: Transaction, series: string): Promise<PublishedVersion[]> {
    return tx.manager.query(`SELECT ${columns} FROM questionnaire_version WHERE series = $1 ORDER BY version DESC`, [
      series,
    ]);
  }

  /** Publishing takes turns until the end of the transaction. */
  async takeTurn(tx: Transaction, series: string): Promise<void> {
    await tx.manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`questionnaire ${series}`]);
  }

  async insert(
    tx: Transaction,
    published: { id: string; series: string; version: number; text: string; publishedById: string },
  ): Promise<void> {
    await tx.manager.query(
      'INSERT INTO questionnaire_version (id, series, version, text, published_by_id) VALUES ($1, $2, $3, $4, $5)',
      [published.id, published.series, published.version, published.text, published.publishedById],
    );
  }
}
