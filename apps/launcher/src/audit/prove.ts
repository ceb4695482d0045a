import {
  EntryNotProvenError,
  proveEntry,
  PublishedHeadUnreadableError,
  readLog,
  readPublishedHead,
} from '@an-tam/audit';
import { LaunchError } from '../launch-error.js';
import { serviceNames } from '../service-catalogue.js';
import { withLogDatabases } from './log-databases.js';
import { recordOperator } from './operator-entry.js';

const hex = (hashes: readonly Buffer[] | undefined) => hashes?.map((hash) => hash.toString('hex'));

/**
 * The proof of one entry as a document that anyone can check with the service's public key. It shows the entry, so that
 * it is recorded as a look.
 * @param since folder with an earlier published head that the log must continue. @throws LaunchError
 */
export function prove(dataDir: string | undefined, entryId: string, since: string | undefined): Promise<object> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(entryId))
    throw new LaunchError(`${entryId} is not the id of an entry`);
  return withLogDatabases(dataDir, async ({ urlOf, headsFolder }) => {
    for (const log of serviceNames) {
      try {
        const earlier = since === undefined ? undefined : readPublishedHead(since, log);
        const proof = await readLog(urlOf(log), (connection) => proveEntry(connection, entryId, earlier));
        if (!proof) continue;
        const look = { action: 'read', resource: 'AuditEntry', recordId: entryId };
        await recordOperator(urlOf(log), look, `SELECT organisation_id FROM audit_entry WHERE id = '${entryId}'`);
        const { entry, index, treeSize, inclusion, consistency, head, signature } = proof;
        return {
          ...{ log, entry, index, treeSize, inclusion: hex(inclusion) },
          ...{ earlierSize: earlier?.size, consistency: hex(consistency) },
          ...{ head: head.toString('base64url'), signature: signature.toString('base64url') },
          publicKey: readPublishedHead(headsFolder, log)?.publicKey.toString('base64url'),
        };
      } catch (error) {
        if (error instanceof EntryNotProvenError || error instanceof PublishedHeadUnreadableError)
          throw new LaunchError(`${log}: ${error.message}`);
        throw error;
      }
    }
    throw new LaunchError(`no seal covers an entry ${entryId}`);
  });
}
