/** The services in the order they stop: the public door first, so that no new request comes in. */
export const serviceNames = ['gateway', 'intake', 'referral', 'reporting', 'identity'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** Services that call others and so have a key to sign with. Reporting calls nobody. */
export const signingServices = serviceNames.filter((name) => name !== 'reporting');

/** Services whose key for sealing the audit log is a file; intake keeps its own in the key ring. */
export const logSigningServices: readonly ServiceName[] = serviceNames.filter((name) => name !== 'intake');

/** Who the operator's commands are to intake; the name of their key. */
export const operatorKeyName = 'operator';

/** In the data folder: where intake was last started, for commands that need it. */
export const intakeAddressFile = 'intake-address';

/** Databases with their non-owner roles. Each is owned by `<database>_owner`, which runs its migrations. */
export const databases = {
  gateway: ['gateway_app'],
  identity: ['identity_app'],
  intake: ['intake_app', 'intake_statistics'],
  intake_keys: ['intake_keys_app'],
  referral: ['referral_app'],
  reporting: ['reporting_app'],
} as const;
export type DatabaseName = keyof typeof databases;

export const databaseNames = Object.keys(databases) as DatabaseName[];

export const ownerOf = (database: DatabaseName): string => `${database}_owner`;
