import type { MigrationInterface, QueryRunner } from 'typeorm';

const organisation = `nullif(current_setting('app.organisation_id', true), '')::uuid`;
const roles = `string_to_array(current_setting('app.roles', true), ',')`;
const isCentreRole = `${roles} && ARRAY['outreach_worker', 'case_manager', 'supervisor']`;
const isPartnerRole = `${roles} && ARRAY['partner_worker', 'partner_manager']`;
const isManager = `'partner_manager' = ANY (${roles})`;
/** Intake's requests are checked against the directory before they reach an inbox. */
const isIntake = `current_setting('app.roles', true) = 'system:intake'`;

/** A row that hangs on a service is seen with it and changed by the service's own manager. */
const partOfService = (table: string): string[] => [
  `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
  `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
  `CREATE POLICY ${table}_read ON ${table} FOR SELECT USING (EXISTS (SELECT 1 FROM service s WHERE s.id = service_id))`,
  ...['INSERT WITH CHECK', 'UPDATE USING', 'DELETE USING'].map(
    (verb) => `CREATE POLICY ${table}_${verb.split(' ')[0]?.toLowerCase()} ON ${table} FOR ${verb} (${isManager}
      AND EXISTS (SELECT 1 FROM service s WHERE s.id = service_id AND s.organization_id = ${organisation}))`,
  ),
  `GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO referral_app`,
];

/** The service directory in HSDS 3 table names (Human Services Data Specification), with the tables used so far. */
export class CreateDirectory1795305600001 implements MigrationInterface {
  readonly name = 'CreateDirectory1795305600001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      `CREATE TABLE organization (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        kind text NOT NULL,
        province_code text NOT NULL CHECK (province_code ~ '^[0-9]{2}$'),
        last_modified timestamptz NOT NULL DEFAULT now()
      )`,
      `COMMENT ON TABLE organization IS 'HSDS organization: who offers services.'`,
      `COMMENT ON COLUMN organization.id IS 'The organisation as identity knows it.'`,
      `COMMENT ON COLUMN organization.name IS 'Name shown in the directory.'`,
      `COMMENT ON COLUMN organization.kind IS 'Kind of organisation, as clinic or legal_aid.'`,
      `COMMENT ON COLUMN organization.province_code IS 'Two-digit province whose centres find it.'`,
      `COMMENT ON COLUMN organization.last_modified IS 'When its manager last wrote anything.'`,
      `ALTER TABLE organization ENABLE ROW LEVEL SECURITY`,
      `ALTER TABLE organization FORCE ROW LEVEL SECURITY`,
      `CREATE POLICY organization_read ON organization FOR SELECT
        USING (${isCentreRole} OR (${isPartnerRole} AND id = ${organisation}))`,
      `CREATE POLICY organization_add ON organization FOR INSERT WITH CHECK (${isManager} AND id = ${organisation})`,
      `CREATE POLICY organization_change ON organization FOR UPDATE USING (${isManager} AND id = ${organisation})`,
      `GRANT SELECT, INSERT, UPDATE ON organization TO referral_app`,

      `CREATE TABLE service (
        id uuid PRIMARY KEY,
        organization_id uuid NOT NULL REFERENCES organization (id),
        name text NOT NULL,
        need_code text NOT NULL,
        eligibility_description text NOT NULL,
        last_modified timestamptz NOT NULL DEFAULT now(),
        version integer NOT NULL CHECK (version > 0)
      )`,
      `CREATE INDEX service_by_need ON service (need_code)`,
      `CREATE INDEX service_of_organization ON service (organization_id)`,
      `COMMENT ON TABLE service IS 'HSDS service: what an organisation offers.'`,
      `COMMENT ON COLUMN service.id IS 'Random id.'`,
      `COMMENT ON COLUMN service.organization_id IS 'Who offers it.'`,
      `COMMENT ON COLUMN service.name IS 'Name shown in the directory.'`,
      `COMMENT ON COLUMN service.need_code IS 'Need domain it answers (config/taxonomy/domains.yaml).'`,
      `COMMENT ON COLUMN service.eligibility_description IS 'Whom it is for, in the words of the organisation.'`,
      `COMMENT ON COLUMN service.last_modified IS 'When its manager last confirmed it.'`,
      `COMMENT ON COLUMN service.version IS 'Grows by one with each change.'`,
      `ALTER TABLE service ENABLE ROW LEVEL SECURITY`,
      `ALTER TABLE service FORCE ROW LEVEL SECURITY`,
      `CREATE POLICY service_read ON service FOR SELECT
        USING (${isCentreRole} OR ${isIntake} OR (${isPartnerRole} AND organization_id = ${organisation}))`,
      `CREATE POLICY service_add ON service FOR INSERT WITH CHECK (${isManager} AND organization_id = ${organisation})`,
      `CREATE POLICY service_change ON service FOR UPDATE USING (${isManager} AND organization_id = ${organisation})`,
      `GRANT SELECT, INSERT, UPDATE ON service TO referral_app`,

      `CREATE TABLE schedule (
        id uuid PRIMARY KEY,
        service_id uuid NOT NULL UNIQUE REFERENCES service (id),
        description text NOT NULL
      )`,
      `COMMENT ON TABLE schedule IS 'HSDS schedule: when a service is open.'`,
      `COMMENT ON COLUMN schedule.id IS 'Random id.'`,
      `COMMENT ON COLUMN schedule.service_id IS 'The service.'`,
      `COMMENT ON COLUMN schedule.description IS 'Opening hours, in words.'`,
      ...partOfService('schedule'),

      `CREATE TABLE service_capacity (
        id uuid PRIMARY KEY,
        service_id uuid NOT NULL UNIQUE REFERENCES service (id),
        available integer NOT NULL CHECK (available >= 0),
        updated timestamptz NOT NULL DEFAULT now()
      )`,
      `COMMENT ON TABLE service_capacity IS 'HSDS service_capacity: places free now; no row where places are not counted.'`,
      `COMMENT ON COLUMN service_capacity.id IS 'Random id.'`,
      `COMMENT ON COLUMN service_capacity.service_id IS 'The service.'`,
      `COMMENT ON COLUMN service_capacity.available IS 'Places free now.'`,
      `COMMENT ON COLUMN service_capacity.updated IS 'When the number was given.'`,
      ...partOfService('service_capacity'),

      `CREATE TABLE required_document (
        id uuid PRIMARY KEY,
        service_id uuid NOT NULL REFERENCES service (id),
        document text NOT NULL CHECK (document IN ('identity_document')),
        UNIQUE (service_id, document)
      )`,
      `COMMENT ON TABLE required_document IS 'HSDS required_document: what one must bring.'`,
      `COMMENT ON COLUMN required_document.id IS 'Random id.'`,
      `COMMENT ON COLUMN required_document.service_id IS 'The service.'`,
      `COMMENT ON COLUMN required_document.document IS 'Kind of document.'`,
      ...partOfService('required_document'),
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE required_document, service_capacity, schedule, service, organization');
  }
}
