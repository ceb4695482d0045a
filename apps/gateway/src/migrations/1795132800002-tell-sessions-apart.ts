import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People see their own sessions and end them; a session knows how, when and under which sign-in version it was opened. */
export class TellSessionsApart1795132800002 implements MigrationInterface {
  readonly name = 'TellSessionsApart1795132800002';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      // Sessions of before know nothing of their sign-in: everybody signs in once more.
      `DELETE FROM session`,
      `ALTER TABLE session
        ADD COLUMN id uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
        ADD COLUMN device text NOT NULL CHECK (length(device) <= 40),
        ADD COLUMN sign_in_version integer NOT NULL,
        ADD COLUMN proved_at timestamptz NOT NULL,
        ADD COLUMN proved_with text NOT NULL CHECK (proved_with IN ('one_factor', 'two_factors'))`,
      `COMMENT ON COLUMN session.id IS 'How its owner names it; opens nothing.'`,
      `COMMENT ON COLUMN session.device IS 'Kind of browser and system, no version: enough to tell a phone from a desk.'`,
      `COMMENT ON COLUMN session.sign_in_version IS 'The session ends when the account has moved to another.'`,
      `COMMENT ON COLUMN session.proved_at IS 'When the person last proved who they are, by identity''s clock.'`,
      `COMMENT ON COLUMN session.proved_with IS 'How strong that proof was.'`,
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE session DROP COLUMN id, DROP COLUMN device, DROP COLUMN sign_in_version, DROP COLUMN proved_at, DROP COLUMN proved_with',
    );
  }
}
