/**
 * SQL of the inbox table, version 1: for a service that receives messages and sends none.
 * @param appRole the service's non-owner role
 */
export function inboxTableV1(appRole: string): string[] {
  return [
    `CREATE TABLE inbox_message (
      id uuid PRIMARY KEY,
      source text NOT NULL,
      sequence_key text NOT NULL,
      sequence bigint NOT NULL,
      received_at timestamptz NOT NULL DEFAULT now(),
      UNIQUE (source, sequence_key, sequence)
    )`,
    `ALTER TABLE inbox_message ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE inbox_message FORCE ROW LEVEL SECURITY`,
    `CREATE POLICY inbox_message_system ON inbox_message USING (current_setting('app.roles', true) LIKE 'system:%') WITH CHECK (current_setting('app.roles', true) LIKE 'system:%')`,
    `GRANT SELECT, INSERT ON inbox_message TO ${appRole}`,
  ];
}

/**
 * SQL of the outbox and inbox tables, version 1, for a service's first migration. Only the dispatcher
 * (`system:outbox`) sees messages again after they were written.
 * @param appRole the service's non-owner role
 */
export function outboxTablesV1(appRole: string): string[] {
  const dispatcherOnly = `current_setting('app.roles', true) = 'system:outbox'`;
  return [
    `CREATE TABLE outbox_sequence (destination text NOT NULL, sequence_key text NOT NULL, last bigint NOT NULL, PRIMARY KEY (destination, sequence_key))`,
    `CREATE TABLE outbox_message (
      id uuid PRIMARY KEY,
      destination text NOT NULL,
      topic text NOT NULL,
      sequence_key text NOT NULL,
      sequence bigint NOT NULL,
      payload jsonb NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      next_try_at timestamptz NOT NULL DEFAULT now(),
      lease_until timestamptz,
      attempts integer NOT NULL DEFAULT 0,
      last_failure text,
      sent_at timestamptz,
      dead_at timestamptz,
      UNIQUE (destination, sequence_key, sequence)
    )`,
    `CREATE INDEX outbox_message_waiting ON outbox_message (destination, sequence_key, sequence) WHERE sent_at IS NULL`,
    ...['outbox_sequence', 'outbox_message'].flatMap((table) => [
      `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
      `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
    ]),
    `CREATE POLICY outbox_sequence_count ON outbox_sequence USING (true) WITH CHECK (true)`,
    `CREATE POLICY outbox_message_add ON outbox_message FOR INSERT WITH CHECK (true)`,
    `CREATE POLICY outbox_message_find ON outbox_message FOR SELECT USING (${dispatcherOnly})`,
    `CREATE POLICY outbox_message_send ON outbox_message FOR UPDATE USING (${dispatcherOnly})`,
    `GRANT SELECT, INSERT, UPDATE ON outbox_sequence TO ${appRole}`,
    `GRANT SELECT, INSERT, UPDATE ON outbox_message TO ${appRole}`,
    ...inboxTableV1(appRole),
  ];
}
