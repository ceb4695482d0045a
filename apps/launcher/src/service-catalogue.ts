/** The services in the order they stop: the public door first, so that no new request comes in. */
export const serviceNames = ['gateway', 'intake', 'referral', 'reporting', 'identity'] as const;
export type ServiceName = (typeof serviceNames)[number];

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
