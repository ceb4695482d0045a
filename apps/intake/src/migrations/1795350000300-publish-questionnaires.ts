import type { MigrationInterface, QueryRunner } from 'typeorm';

const app = 'intake_app';
/** Who asks the questions, who publishes them, and who is told how figures are counted. */
const readers = `app_roles() && ARRAY['case_manager', 'supervisor', 'administrator', 'release_officer', 'dpo']`;
const publisher = `app_roles() && ARRAY['administrator'] AND published_by_id = app_account()`;

/** Versions of the needs questionnaire after the one that the product ships with; nothing about anybody. */
export class PublishQuestionnaires1795350000300 implements MigrationInterface {
  readonly name = 'PublishQuestionnaires1795350000300';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of statements) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE questionnaire_version');
  }
}

const statements = [
  `CREATE TABLE questionnaire_version (
    id uuid PRIMARY KEY,
    series text NOT NULL,
    version integer NOT NULL CHECK (version > 1),
    text text NOT NULL CHECK (length(text) <= 200000),
    published_by_id uuid NOT NULL,
    published_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (series, version)
  )`,
  `COMMENT ON TABLE questionnaire_version IS 'What clients are asked, version by version. A row is never changed: answers refer to it.'`,
  `COMMENT ON COLUMN questionnaire_version.text IS 'The questionnaire as it was published, YAML or JSON.'`,
  `ALTER TABLE questionnaire_version ENABLE ROW LEVEL SECURITY`,
  `ALTER TABLE questionnaire_version FORCE ROW LEVEL SECURITY`,
  `GRANT SELECT, INSERT ON questionnaire_version TO ${app}`,
  `CREATE POLICY questionnaire_version_read ON questionnaire_version FOR SELECT TO ${app} USING (${readers})`,
  `CREATE POLICY questionnaire_version_publish ON questionnaire_version FOR INSERT TO ${app} WITH CHECK (${publisher})`,
];
