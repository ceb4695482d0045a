import {
  PublishedHeadUnreadableError,
  readLog,
  readPublishedHead,
  verifyLog,
  verifyRows,
  type KnownHead,
  type LogFault,
  type LogVerdict,
  type RowFault,
  type RowVerdict,
} from '@an-tam/audit';
import { LaunchError } from '../launch-error.js';
import { serviceNames, type ServiceName } from '../service-catalogue.js';
import { withLogDatabases } from './log-databases.js';

export interface VerifyOptions {
  readonly dataDir: string | undefined;
  /** One service alone. */
  readonly service: string | undefined;
  /** Further folders with heads, as copies from another machine. */
  readonly heads: readonly string[];
}

export interface ServiceVerdict extends LogVerdict {
  readonly rows: RowVerdict | undefined;
}

/** Sealed tables whose rows the counting job writes by the thousand, recorded by release and not row by row. */
const unrecordedTables = ['case_count'];

function isService(name: string): name is ServiceName {
  return serviceNames.some((known) => known === name);
}

/** The heads of one log in all folders. @throws LaunchError for a head that is unreadable or of another key */
function headsOf(log: string, folders: readonly string[]): KnownHead[] {
  try {
    const heads = folders.map((folder) => readPublishedHead(folder, log)).filter((head) => head !== undefined);
    if (heads.some(({ publicKey }) => !publicKey.equals(heads[0]?.publicKey ?? publicKey)))
      throw new LaunchError(`the published heads of ${log} are signed by different keys: one of them is not genuine`);
    return heads;
  } catch (error) {
    if (error instanceof PublishedHeadUnreadableError) throw new LaunchError(error.message);
    throw error;
  }
}

/** Verifies the log of every service, or of the one that is named. @throws LaunchError */
export function verify(options: VerifyOptions): Promise<ServiceVerdict[]> {
  const { service } = options;
  if (service !== undefined && !isService(service))
    throw new LaunchError(`--service ${service} is none of ${serviceNames.join(', ')}`);
  return withLogDatabases(options.dataDir, async ({ urlOf, headsFolder }) => {
    const verdicts: ServiceVerdict[] = [];
    for (const name of service === undefined ? serviceNames : [service]) {
      // Read before the log is: what is published later cannot be ahead of it.
      const heads = headsOf(name, [headsFolder, ...options.heads]);
      verdicts.push(
        await readLog(urlOf(name), async (connection) => ({
          ...(await verifyLog(connection, name, heads)),
          rows: await verifyRows(connection, unrecordedTables),
        })),
      );
    }
    return verdicts;
  });
}

export const holds = ({ fault, rows }: ServiceVerdict): boolean => !fault && (rows?.faults.length ?? 0) === 0;

const faultWords: Readonly<Record<LogFault['kind'], string>> = {
  changed: 'was changed after it was sealed',
  missing: 'was sealed and is gone',
  inserted: 'was slipped in among sealed entries',
  moved: 'stands at another place than it was sealed',
  seal: 'stands under a seal that this service did not make so',
  truncated: 'is the first that was published and is gone',
  rewritten: 'is the first that may not be what was published',
  unpublished: 'is under seals, but no published head is there to hold them to',
};

const rowWords: Readonly<Record<RowFault['kind'], string>> = {
  'put-back': 'is an older version that was put back',
  changed: 'is not as it was last written',
  deleted: 'was deleted, though its case was not erased',
  unrecorded: 'was written without an entry',
};

function sayFault({ kind, entry, until, entryId }: LogFault): string {
  const which = until === undefined || until === entry ? `entry ${entry}` : `entry ${entry} (or one up to ${until})`;
  return `${which}${entryId ? ` (${entryId})` : ''} ${faultWords[kind]}`;
}

/** A verdict in lines for a person. */
export function sayVerdict(verdict: ServiceVerdict): string[] {
  const { log, sealed, seals, unsealed, sealedAt, fault, rows } = verdict;
  const newest = sealedAt === undefined ? '' : `, the newest of ${new Date(sealedAt).toISOString()}`;
  const state = fault ? `BROKEN: ${sayFault(fault)}` : `${sealed} entries under ${seals} seals hold${newest}`;
  const waiting = !fault && unsealed > 0 ? [`${log}: ${unsealed} entries are not sealed yet`] : [];
  const compared = rows && !rows.faults.length ? [`${log}: ${rows.rows} sealed rows are as their last entry says`] : [];
  return [
    `${log}: ${state}`,
    ...waiting,
    ...compared,
    ...(rows?.faults ?? []).map(
      ({ kind, table, recordId, entryId }) =>
        `${log}: BROKEN: row ${recordId}${table ? ` of ${table}` : ''} ${rowWords[kind]}${entryId ? ` (entry ${entryId})` : ''}`,
    ),
  ];
}
