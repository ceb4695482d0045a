import pg from 'pg';

/** A login role of one service; `password` is set anew at every provisioning, so it can be rotated. */
export interface LoginRole {
  readonly name: string;
  readonly password: string;
}

export interface DatabaseSpec {
  readonly database: string;
  /** Owns the schema and runs migrations; no service connects with it. */
  readonly owner: LoginRole;
  /** Non-owner roles that services and jobs connect with. */
  readonly roles: readonly LoginRole[];
}

const identifier = (name: string) => pg.escapeIdentifier(name);

async function ensureRole(client: pg.Client, role: LoginRole): Promise<void> {
  const found = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role.name]);
  const verb = found.rowCount ? 'ALTER' : 'CREATE';
  await client.query(
    `${verb} ROLE ${identifier(role.name)} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD ${pg.escapeLiteral(role.password)}`,
  );
}

/**
 * Creates or refreshes the roles and makes the database when it is missing. Needs a connection that may create
 * roles and databases. Nobody but the named roles may connect to the database.
 */
export async function provisionDatabase(adminUrl: string, spec: DatabaseSpec): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    // Roles belong to the whole server: two provisionings at once take turns.
    await client.query('SELECT pg_advisory_lock(4243)');
    for (const role of [spec.owner, ...spec.roles]) await ensureRole(client, role);
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [spec.database]);
    if (!found.rowCount) {
      // A managed server's administrator is no superuser and must be a member of the owner role.
      await client.query(`GRANT ${identifier(spec.owner.name)} TO CURRENT_USER`);
      await client.query(
        `CREATE DATABASE ${identifier(spec.database)} OWNER ${identifier(spec.owner.name)} TEMPLATE template0 ENCODING 'UTF8'`,
      );
    }
    await client.query(`REVOKE ALL ON DATABASE ${identifier(spec.database)} FROM PUBLIC`);
    for (const role of spec.roles)
      await client.query(`GRANT CONNECT ON DATABASE ${identifier(spec.database)} TO ${identifier(role.name)}`);
  } finally {
    await client.end();
  }
}

/** The address of a database on the same server, for one login role. */
export function databaseUrl(adminUrl: string, database: string, role: LoginRole): string {
  const url = new URL(adminUrl);
  url.username = role.name;
  url.password = role.password;
  url.pathname = `/${database}`;
  return url.toString();
}
