import type { MigrationInterface, QueryRunner } from 'typeorm';

const organisation = `nullif(current_setting('app.organisation_id', true), '')::uuid`;
const roles = `string_to_array(current_setting('app.roles', true), ',')`;
const ofPartner = `${roles} && ARRAY['partner_worker', 'partner_manager'] AND organisation_id = ${organisation}`;
/** Intake's messages and the expiry job; narrowed to one organisation once it is known. */
const ofSystem = `current_setting('app.roles', true) IN ('system:intake', 'system:expiry')
  AND (${organisation} IS NULL OR organisation_id = ${organisation})`;
const live = `'requested', 'received', 'accepted', 'in-progress', 'on-hold'`;

/** Referrals: routing in the clear, the packet sealed to the partner and gone at the end. */
export class CreateReferral1795305600003 implements MigrationInterface {
  readonly name = 'CreateReferral1795305600003';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      // No foreign keys into the directory: a request for an unknown service is kept as rejected.
      `CREATE TABLE referral (
        id uuid PRIMARY KEY,
        centre_id uuid NOT NULL,
        organisation_id uuid NOT NULL,
        service_id uuid NOT NULL,
        urgency text NOT NULL CHECK (urgency IN ('routine', 'urgent')),
        state text NOT NULL CHECK (state IN (${live}, 'completed', 'failed', 'rejected', 'cancelled', 'expired')),
        requested_at timestamptz NOT NULL,
        due_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        ended_at timestamptz,
        packet_id text NOT NULL UNIQUE,
        packet jsonb,
        sender_verify_key text,
        version integer NOT NULL CHECK (version > 0),
        CONSTRAINT referral_ended CHECK ((state IN (${live})) = (ended_at IS NULL)),
        CONSTRAINT referral_packet_gone CHECK (ended_at IS NULL OR (packet IS NULL AND sender_verify_key IS NULL))
      )`,
      `CREATE INDEX referral_of_organisation ON referral (organisation_id, ended_at)`,
      `CREATE INDEX referral_to_expire ON referral (expires_at) WHERE ended_at IS NULL`,
      `COMMENT ON TABLE referral IS 'Routing of referrals; nothing about a person.'`,
      `COMMENT ON COLUMN referral.id IS 'Random id made by the sending centre.'`,
      `COMMENT ON COLUMN referral.centre_id IS 'Who is told of state changes.'`,
      `COMMENT ON COLUMN referral.organisation_id IS 'Who was asked.'`,
      `COMMENT ON COLUMN referral.service_id IS 'What was asked for.'`,
      `COMMENT ON COLUMN referral.urgency IS 'Which clock runs.'`,
      `COMMENT ON COLUMN referral.state IS 'State of the closed loop (FHIR Task).'`,
      `COMMENT ON COLUMN referral.requested_at IS 'When it arrived.'`,
      `COMMENT ON COLUMN referral.due_at IS 'When an answer is due.'`,
      `COMMENT ON COLUMN referral.expires_at IS 'When access ends at the latest.'`,
      `COMMENT ON COLUMN referral.ended_at IS 'When it reached an end state.'`,
      `COMMENT ON COLUMN referral.packet_id IS 'Random id in the signed manifest; the same one is never taken twice.'`,
      `COMMENT ON COLUMN referral.packet IS 'Sealed to the partner; NULL from the end on.'`,
      `COMMENT ON COLUMN referral.sender_verify_key IS 'Ed25519 public key of the sender, base64url; NULL from the end on.'`,
      `COMMENT ON COLUMN referral.version IS 'Grows by one with each step.'`,
      `ALTER TABLE referral ENABLE ROW LEVEL SECURITY`,
      `ALTER TABLE referral FORCE ROW LEVEL SECURITY`,
      `CREATE POLICY referral_partner_read ON referral FOR SELECT USING (${ofPartner})`,
      `CREATE POLICY referral_partner_decide ON referral FOR UPDATE USING (${ofPartner})`,
      `CREATE POLICY referral_system_read ON referral FOR SELECT USING (${ofSystem})`,
      `CREATE POLICY referral_system_add ON referral FOR INSERT
        WITH CHECK (current_setting('app.roles', true) = 'system:intake' AND organisation_id = ${organisation})`,
      `CREATE POLICY referral_system_change ON referral FOR UPDATE USING (${ofSystem})`,
      `GRANT SELECT, INSERT, UPDATE ON referral TO referral_app`,

      `CREATE TABLE referral_transition (
        referral_id uuid NOT NULL REFERENCES referral (id),
        version integer NOT NULL,
        step text NOT NULL,
        from_state text NOT NULL,
        to_state text NOT NULL,
        at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (referral_id, version)
      )`,
      `COMMENT ON TABLE referral_transition IS 'Every step of every referral. Insert and select only.'`,
      `COMMENT ON COLUMN referral_transition.referral_id IS 'The referral.'`,
      `COMMENT ON COLUMN referral_transition.version IS 'Version the step made.'`,
      `COMMENT ON COLUMN referral_transition.step IS 'Step of the state machine.'`,
      `COMMENT ON COLUMN referral_transition.from_state IS 'State before.'`,
      `COMMENT ON COLUMN referral_transition.to_state IS 'State after.'`,
      `COMMENT ON COLUMN referral_transition.at IS 'When.'`,
      `ALTER TABLE referral_transition ENABLE ROW LEVEL SECURITY`,
      `ALTER TABLE referral_transition FORCE ROW LEVEL SECURITY`,
      ...['SELECT USING', 'INSERT WITH CHECK'].map(
        (verb) => `CREATE POLICY referral_transition_${verb.split(' ')[0]?.toLowerCase()} ON referral_transition
          FOR ${verb} (EXISTS (SELECT 1 FROM referral r WHERE r.id = referral_id))`,
      ),
      `GRANT SELECT, INSERT ON referral_transition TO referral_app`,
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE referral_transition, referral');
  }
}
