import type { Actor } from '@an-tam/contracts';
import { randomUUID } from 'node:crypto';
import { settingsOf } from './access-actors.js';
import type { Write } from './access-writes.js';

const proposeMerge = `INSERT INTO case_merge (id, centre_id, proposed_by_id, kept_id, folded_id, reason, state, version)
  VALUES ($1, $2, $3, $4, $5, 'same_details', 'proposed', 1)`;
const declineMerge = `UPDATE case_merge SET state = 'declined', decided_by_id = $1, decided_at = now()
  WHERE state = 'proposed'`;
const askTransfer = `INSERT INTO case_transfer
    (id, centre_id, requested_by_id, case_id, to_centre_id, consent_id, reason, state, version, expires_at)
  VALUES ($1, $2, $3, $4, $5, $1, 'her_wish', 'requested', 1, now() + interval '1 day')`;
const approveTransfer = `UPDATE case_transfer SET state = 'approved', approved_by_id = $1 WHERE state = 'requested'`;
const cancel = (from: string) => `UPDATE case_transfer
  SET state = 'cancelled', answered_by_id = NULL, ended_at = now() WHERE state = '${from}'`;
const decline = (from: string) => `UPDATE case_transfer
  SET state = 'declined', answered_by_id = $1, ended_at = now()
  WHERE state = '${from}' AND to_centre_id = app_organisation()`;
const accept = (from: string) => `UPDATE case_transfer
  SET state = 'accepted', answered_by_id = id, ended_at = now() WHERE state = '${from}'`;
/** Reads no column, so that only the policies for changing stand against it. */
const moveTo = (table: string) => `UPDATE ${table} SET centre_id = $1`;

const movedTables = [
  'case_file',
  'client',
  'consent',
  'screening',
  'follow_up',
  'planned_follow_up',
  'care_plan',
  'closure',
  'case_referral',
  'attachment',
  'safeguarding_concern',
  'case_count',
];

interface Cast {
  readonly here: string;
  readonly elsewhere: string;
  readonly worker: Actor;
  readonly manager: Actor;
  readonly supervisor: Actor;
  readonly secondSupervisor: Actor;
  readonly job: Readonly<Record<string, string>>;
  readonly hers: string;
  readonly anothers: string;
  readonly bare: string;
}

/** Merges of two files, and files that go to another centre. */
export function handoverWrites(cast: Cast): Write[] {
  const { here, elsewhere, worker, manager, supervisor, secondSupervisor, hers, anothers, bare } = cast;
  const write = (allowed: boolean, as: Write['as'], what: string, sql: string, ...parameters: unknown[]): Write => ({
    ...{ what, as, sql, parameters, allowed },
  });
  const by = (actor: Actor) => settingsOf(actor);
  const transfer = { ...cast.job, 'app.roles': 'system:transfer' };
  const third = randomUUID();
  const transferThere = { ...transfer, 'app.organisation_id': third };
  const [own, asManager, asWorker] = [supervisor.accountId, by(manager), by(worker)];
  const id = randomUUID;
  const merge = [proposeMerge, id()] as const;
  const ask = [askTransfer, id()] as const;
  return [
    write(true, asManager, 'propose a merge', ...merge, here, manager.accountId, anothers, bare),
    write(false, asManager, 'propose a merge elsewhere', ...merge, elsewhere, manager.accountId, anothers, bare),
    write(false, asManager, 'propose a merge as another', ...merge, here, id(), anothers, bare),
    write(false, asWorker, 'propose a merge without leading', ...merge, here, worker.accountId, hers, anothers),
    write(true, by(secondSupervisor), 'decide on a merge', declineMerge, id()),
    write(false, asManager, 'decide on a merge without being supervisor', declineMerge, id()),
    write(true, asManager, 'ask for a transfer', ...ask, here, manager.accountId, bare, elsewhere),
    write(false, asManager, 'ask for a transfer elsewhere', ...ask, elsewhere, manager.accountId, bare, here),
    write(false, asManager, 'ask for a transfer as another', ...ask, here, id(), bare, elsewhere),
    write(false, asWorker, 'ask for a transfer without leading', ...ask, here, worker.accountId, hers, elsewhere),
    write(true, by(supervisor), 'approve a transfer', approveTransfer, own),
    write(false, by(supervisor), 'approve a transfer as another', approveTransfer, id()),
    write(false, asManager, 'approve a transfer without being supervisor', approveTransfer, manager.accountId),
    write(true, asManager, 'take a transfer back', cancel('approved')),
    write(false, by(supervisor), 'take back a transfer that is over', cancel('declined')),
    write(true, by(supervisor), 'decline what is offered', decline('approved'), own),
    write(false, by(supervisor), 'decline what is over', decline('declined'), own),
    write(false, by(supervisor), 'decline as another', decline('approved'), id()),
    write(false, asManager, 'decline without being supervisor', decline('approved'), manager.accountId),
    write(true, transfer, 'take over what is offered', accept('approved')),
    write(false, transfer, 'take over what was declined', accept('declined')),
    write(false, transfer, 'leave open what is taken over', 'UPDATE case_transfer SET version = version'),
    write(false, by(supervisor), 'take over by hand', accept('approved')),
    write(true, transfer, 'leave behind who was told', 'DELETE FROM safeguarding_escalation'),
    write(false, transferThere, 'leave behind who was told of another', 'DELETE FROM safeguarding_escalation'),
    write(false, by(supervisor), 'forget who was told', 'DELETE FROM safeguarding_escalation'),
    ...movedTables.flatMap((table) => [
      write(true, transfer, `move ${table}`, moveTo(table), here),
      write(false, transfer, `move ${table} to a third centre`, moveTo(table), third),
      write(false, transferThere, `move ${table} of what is not offered`, moveTo(table), third),
    ]),
  ];
}
