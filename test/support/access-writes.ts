import type { Actor, Role } from '@an-tam/contracts';
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { attempt, become } from './access-probes.js';
import { settingsOf } from './access-actors.js';
import type { AccessWorld } from './access-world.js';
import { handoverWrites } from './handover-writes.js';

/** A statement that only row security stands against, or, as its counterpart, one that must succeed. */
export interface Write {
  readonly what: string;
  readonly as: Readonly<Record<string, string>>;
  readonly sql: string;
  readonly parameters: unknown[];
  readonly allowed: boolean;
}

const sealedOf = (octets: number) => `decode('a70101' || repeat('00', ${octets - 3}), 'hex')`;
const [text, fixed64, fixed256] = [sealedOf(128), sealedOf(160), sealedOf(352)];
const mac = `decode(repeat('00', 32), 'hex')`;

/** Parameters: id, case, centre. */
const part = (table: string, columns: string, values: string): [table: string, sql: string] => [
  table,
  `INSERT INTO ${table} (id, case_id, centre_id, version, row_mac, ${columns}) VALUES ($1, $2, $3, 1, ${mac}, ${values})`,
];

const addPart: readonly [table: string, sql: string][] = [
  part('client', 'name, phone, birth_year, target_group, sex', `${fixed256}, ${Array(4).fill(fixed64).join(', ')}`),
  part('consent', 'status, terms, withdrawn_on', `'given', ${text}, ${fixed64}`),
  part('screening', 'content', text),
  part('follow_up', 'content', text),
  part('planned_follow_up', 'state, due_on, channel', `'done', '2026-11-20', ${fixed64}`),
  part('care_plan', 'state, review_on, proposed_by_id, content', `'active', '2026-11-20', $1, ${text}`),
  part('closure', 'state, requested_by_id, decided_by_id, content', `'returned', $1, $2, ${text}`),
  part('attachment', 'content, file', `${text}, decode(repeat('00', 2048), 'hex')`),
  part('safeguarding_concern', 'state, opened_at, content', `'ended', '2026-11-20T01:00:00.000Z', ${text}`),
  part(
    'case_referral',
    'organisation_id, service_id, consent_id, urgency, state, need_code, requested_on, delivered_on',
    `$1, $1, (SELECT id FROM consent WHERE case_id = $2 LIMIT 1), 'routine', 'requested', ${fixed64}, ${fixed64}, ${fixed64}`,
  ),
];

/** Parameters: id, centre or province, account. */
const openFile = `INSERT INTO case_file
    (id, centre_id, code, status, assignee_id, opened_by_id, version, row_mac, alias, commune_code, channel, opened_on)
  VALUES ($1, $2, $1::uuid::text, 'open', $3, $3, 1, ${mac}, ${fixed256}, ${fixed64}, ${fixed64}, ${fixed64})`;
const noteContact = `INSERT INTO contact (id, centre_id, opened_by_id, occurred_on, channel, given, follow_up_wanted)
  VALUES ($1, $2, $3, '2026-11-20', 'HOTLINE', '{}', false)`;
const beginErasure = `INSERT INTO case_tombstone (id, centre_id, code, state, key_versions)
  VALUES ($1, $2, $1::uuid::text, 'intended', 1)`;
const holdClosed = `SELECT FROM case_file WHERE status = 'closed' FOR UPDATE`;
const notePending = `INSERT INTO pending_contact (id, centre_id, noted_by_id, keep_until, content)
  VALUES ($1, $2, $3, '2026-11-20', ${text})`;
const endPending = 'DELETE FROM pending_contact WHERE noted_by_id = $1';
const removeContacts = 'DELETE FROM contact';
const confirmKey = `INSERT INTO partner_key_pin (organisation_id, centre_id, pinned_by_id, key_id, public_key, fingerprint)
  VALUES ($1, $2, $3, 'key', '', 'print')`;
const closePeriod = `INSERT INTO release
    (id, province_code, created_by_id, plan, period, sequence, state, gate, document, sealed_state)
  VALUES ($1, $2, $3, 'plan', 'next', 2, 'audited', '[]', '{}', ${text})`;
const intendErasure = `INSERT INTO case_tombstone (id, centre_id, intended_by_id, code, state, key_versions)
  VALUES ($1, $2, $3, $1::uuid::text, 'intended', 1)`;
const approve = `INSERT INTO release_approval (release_id, role, account_id) SELECT id, 'release_officer', $1 FROM release`;
const noteProgress = 'UPDATE case_tombstone SET records = 1 WHERE id = $1';
const addEntry = `INSERT INTO audit_entry (id, organisation_id, account_id, roles, request_id, action, resource, outcome)
  VALUES ($1, $2, $3, '{}', 'request', 'read', 'CaseFile', 'done')`;
const findAccess = `INSERT INTO access_finding (id, centre_id, account_id, day, rule, observed, usual, expires_on)
  VALUES ($1, $2, $1, '2026-11-21', 'denied', 9, 4, '2027-11-21')`;
/** Reads no column, so that only the policy for answering stands against it. Nothing was found about the first person. */
const answerFinding = `UPDATE access_finding SET state = 'explained', note = ${text}, answered_by_id = $1, answered_at = now()`;
const startRotation = `INSERT INTO key_rotation (id, centre_id, kind, to_version, state, total, left_over, started_at)
  VALUES ($1, $2, 'kek', 2, 'moving', 1, 1, now())`;
const sealAnew = (table: string) => `UPDATE ${table} SET row_mac = ${mac}`;
const nowhere = (settings: Readonly<Record<string, string>>) => ({ ...settings, 'app.organisation_id': randomUUID() });
const escalate = `INSERT INTO safeguarding_escalation (concern_id, centre_id, due_at, level)
  SELECT id, $1, '2026-11-21T01:00:00.000Z', 2 FROM safeguarding_concern WHERE case_id = $2`;
const moveRotation = 'UPDATE key_rotation SET left_over = 0';
const exclude = `INSERT INTO case_exclusion (account_id, centre_id, recorded_by_id, case_id) VALUES ($1, $2, $3, $4)`;
const cover = `INSERT INTO leave_cover (id, centre_id, made_by_id, absent_id, cover_id, from_at, until_at)
  VALUES ($1, $2, $3, $1, $2, now(), now() + interval '1 day')`;
const setCare = `INSERT INTO care_setting (centre_id, plan_approval, changed_by_id) VALUES ($1, false, $2)`;
const changeCare = 'UPDATE care_setting SET plan_approval = false, changed_by_id = $1';
const publish = `INSERT INTO questionnaire_version (id, series, version, text, published_by_id) VALUES ($1, 'trial', 2, '{}', $2)`;
const openEmergency = `INSERT INTO emergency_access (id, centre_id, account_id, case_id, reason, excluded, expires_at)
  VALUES ($1, $2, $3, $4, 'medical', false, now() + interval '1 hour')`;
const approveEmergency = `UPDATE emergency_access SET approved_by_id = $1, approved_at = now() WHERE account_id = $2`;
const reviewEmergency = `UPDATE emergency_access SET reviewed_by_id = $1, reviewed_at = now(), outcome = 'justified' WHERE account_id = $2`;
/** A consent that a referral rests on could not be removed in any case. Parameter: case. */
const removePart = (table: string) =>
  `DELETE FROM ${table} WHERE case_id = $1${table === 'consent' ? ` AND status = 'withdrawn'` : ''}`;

/** Who tries, and on what. */
function cast(world: AccessWorld) {
  const [here = '', elsewhere = ''] = new Set(world.actors.map((actor) => actor.organisationId));
  const find = (role: Role, place = 0): Actor => {
    const all = world.actors.filter((actor) => actor.roles.join() === role && actor.organisationId === here);
    const found = all[place];
    if (!found) throw new Error(`Nobody is ${role} here.`);
    return found;
  };
  const worker = find('outreach_worker');
  const fileOf = (test: (row: AccessWorld['rows'][number]) => boolean) =>
    world.rows.find((row) => row.table === 'case_file' && row.centreId === here && test(row))?.key ?? '';
  const isHers = (row: AccessWorld['rows'][number]) =>
    [row.assigneeId, row.openedById, ...(row.coverIds ?? [])].includes(worker.accountId);
  return {
    here,
    elsewhere,
    worker,
    manager: find('case_manager'),
    supervisor: find('supervisor'),
    officer: find('release_officer'),
    administrator: find('administrator'),
    second: find('case_manager', 1),
    secondSupervisor: find('supervisor', 1),
    dpo: find('dpo'),
    job: { ...settingsOf(worker), 'app.roles': 'system:erasure', 'app.account_id': '' },
    hers: fileOf((row) => isHers(row) && !row.erasing && !row.bare),
    anothers: fileOf((row) => !isHers(row) && !row.erasing && !row.bare),
    bare: fileOf((row) => row.bare === true && !row.erasing),
    erasing: fileOf((row) => row.erasing === true && !row.bare),
  };
}

function writesOf(world: AccessWorld): Write[] {
  const { here, elsewhere, worker, manager, supervisor, officer, administrator, job, ...files } = cast(world);
  const { second, secondSupervisor, dpo } = files;
  const emergency = { ...job, 'app.roles': 'system:emergency' };
  const review = { ...job, 'app.roles': 'system:access-review' };
  const desk = { ...job, 'app.roles': 'system:audit-desk' };
  const retention = { ...job, 'app.roles': 'system:retention' };
  const sweep = { ...job, 'app.roles': 'system:key-sweep' };
  const clocks = { ...job, 'app.roles': 'system:safeguarding' };
  const operator = { ...job, 'app.roles': 'system:operator' };
  const rotation = { ...job, 'app.roles': 'system:key-rotation' };
  const may = (what: string, actor: Actor, sql: string, ...parameters: unknown[]): Write => ({
    what,
    as: settingsOf(actor),
    sql,
    parameters,
    allowed: true,
  });
  const mayNot: typeof may = (...write) => ({ ...may(...write), allowed: false });
  const id = randomUUID;
  const there = (actor: Actor) => ({ ...settingsOf(actor), 'app.organisation_id': elsewhere });
  return [
    ...handoverWrites({ here, elsewhere, worker, manager, supervisor, job, ...files }),
    may('open a file here', manager, openFile, id(), here, manager.accountId),
    mayNot('open a file elsewhere', manager, openFile, id(), elsewhere, manager.accountId),
    may('open a file of her own', worker, openFile, id(), here, worker.accountId),
    mayNot('open a file of another', worker, openFile, id(), here, id()),
    ...addPart.flatMap(([table, sql]) => [
      // A file has one client and one plan, so hers go to the file that has none yet.
      ...[['client', 'care_plan'].includes(table) ? files.bare : files.anothers].flatMap((file) => [
        may(`add ${table} to a file`, manager, sql, id(), file, here),
        mayNot(`add ${table} to a file of another`, worker, sql, id(), file, here),
        mayNot(`add ${table} of another centre to a file`, manager, sql, id(), file, elsewhere),
      ]),
      // A document that should not be there is taken away; nothing else of a file ever is.
      (table === 'attachment' ? may : mayNot)(`remove ${table} of a file`, manager, removePart(table), files.anothers),
    ]),
    mayNot('remove a file', manager, 'DELETE FROM case_file WHERE id = $1', files.bare),
    may('note a contact', manager, noteContact, id(), here, manager.accountId),
    mayNot('note a contact elsewhere', manager, noteContact, id(), elsewhere, manager.accountId),
    mayNot('note a contact as another', manager, noteContact, id(), here, id()),
    may('note a pending contact', worker, notePending, id(), here, worker.accountId),
    mayNot('note one elsewhere', worker, notePending, id(), elsewhere, worker.accountId),
    mayNot('note one as another', manager, notePending, id(), here, id()),
    mayNot('note one', administrator, notePending, id(), here, administrator.accountId),
    may('end a pending contact of another', manager, endPending, worker.accountId),
    may('end her own', worker, endPending, worker.accountId),
    mayNot('end one of another', worker, endPending, second.accountId),
    mayNot('end one', administrator, endPending, worker.accountId),
    { ...may('end those whose time is over', worker, endPending, worker.accountId), as: retention },
    { ...mayNot('end those of elsewhere', worker, endPending, worker.accountId), as: nowhere(retention) },
    { ...may('know which records have keys', worker, 'SELECT FROM pending_contact'), as: sweep },
    { ...mayNot('know those of elsewhere', worker, 'SELECT FROM pending_contact'), as: nowhere(sweep) },
    { ...may('find what is over everywhere', worker, 'SELECT FROM pending_contact'), as: nowhere(retention) },
    { ...may('remove old contacts', worker, removeContacts), as: retention },
    { ...mayNot('remove old contacts elsewhere', worker, removeContacts), as: nowhere(retention) },
    mayNot('remove contacts', supervisor, removeContacts),
    { ...may('find old contacts everywhere', worker, 'SELECT FROM contact'), as: nowhere(retention) },
    { ...may('hold a closed file', worker, holdClosed), as: retention },
    { ...mayNot('hold one elsewhere', worker, holdClosed), as: nowhere(retention) },
    { ...mayNot('change a file by itself', worker, 'UPDATE case_file SET version = version'), as: retention },
    { ...mayNot('see an open file', worker, `SELECT FROM case_file WHERE status = 'open'`), as: retention },
    { ...mayNot('erase what was not closed', worker, beginErasure, files.hers, here), as: retention },
    may('confirm a key', supervisor, confirmKey, id(), here, supervisor.accountId),
    mayNot('confirm a key elsewhere', supervisor, confirmKey, id(), elsewhere, supervisor.accountId),
    mayNot('confirm a key without being supervisor', manager, confirmKey, id(), here, manager.accountId),
    may('replace a key', supervisor, `UPDATE partner_key_pin SET key_id = 'next'`),
    mayNot('replace a key without being supervisor', manager, `UPDATE partner_key_pin SET key_id = 'next'`),
    may('publish questions', administrator, publish, id(), administrator.accountId),
    mayNot('publish questions as another', administrator, publish, id(), id()),
    mayNot('publish questions without being administrator', manager, publish, id(), manager.accountId),
    may('close a period', officer, closePeriod, id(), officer.provinceCode, officer.accountId),
    mayNot('close a period of another province', officer, closePeriod, id(), '99', officer.accountId),
    mayNot('close a period without the role', manager, closePeriod, id(), officer.provinceCode, manager.accountId),
    may('approve', officer, approve, officer.accountId),
    mayNot('approve as another', officer, approve, id()),
    may('intend an erasure', supervisor, intendErasure, id(), here, supervisor.accountId),
    mayNot('intend an erasure elsewhere', supervisor, intendErasure, id(), elsewhere, supervisor.accountId),
    mayNot('intend an erasure as another', supervisor, intendErasure, id(), here, id()),
    mayNot('intend an erasure without being supervisor', manager, intendErasure, id(), here, manager.accountId),
    { ...may('note progress', worker, noteProgress, files.erasing), as: job },
    mayNot('note progress of an erasure', supervisor, noteProgress, files.erasing),
    { ...may('read the file it erases', worker, 'SELECT FROM case_file WHERE id = $1', files.erasing), as: job },
    { ...may('remove what is left of a file', worker, 'DELETE FROM case_file'), as: job },
    {
      ...mayNot('remove what is left of a file elsewhere', worker, 'DELETE FROM case_file'),
      as: { ...job, 'app.organisation_id': id() },
    },
    { ...may('start a rotation', worker, startRotation, id(), here), as: operator },
    { ...mayNot('start a rotation elsewhere', worker, startRotation, id(), elsewhere), as: operator },
    mayNot('start a rotation', supervisor, startRotation, id(), here),
    { ...may('hold a file', worker, 'SELECT FROM case_file WHERE centre_id = $1 FOR UPDATE', here), as: operator },
    { ...mayNot('change a file', worker, 'UPDATE case_file SET version = version'), as: operator },
    { ...may('note progress of a rotation', worker, moveRotation), as: rotation },
    mayNot('remove attachment of a file of another', worker, removePart('attachment'), files.anothers),
    ...['case_file', 'screening', 'follow_up', 'attachment', 'case_count'].flatMap((table) => [
      { ...may(`seal ${table} anew`, worker, sealAnew(table)), as: rotation },
      { ...mayNot(`seal ${table} of another centre anew`, worker, sealAnew(table)), as: nowhere(rotation) },
    ]),
    ...['screening', 'follow_up', 'attachment'].map((table) => mayNot(`write over ${table}`, manager, sealAnew(table))),
    mayNot('see what was counted', supervisor, 'SELECT FROM case_count'),
    mayNot('write over what was counted', supervisor, sealAnew('case_count')),
    mayNot('note progress of a rotation', supervisor, moveRotation),
    may('exclude somebody', manager, exclude, id(), here, manager.accountId, files.anothers),
    mayNot('exclude somebody as another', manager, exclude, id(), here, id(), files.anothers),
    mayNot('exclude somebody elsewhere', manager, exclude, id(), elsewhere, manager.accountId, files.anothers),
    mayNot('exclude somebody from a file of another', worker, exclude, id(), here, worker.accountId, files.anothers),
    may('lift exclusions', second, 'DELETE FROM case_exclusion'),
    mayNot('lift exclusions without knowing a file', administrator, 'DELETE FROM case_exclusion'),
    may('cover leave', supervisor, cover, id(), here, supervisor.accountId),
    mayNot('cover leave elsewhere', supervisor, cover, id(), elsewhere, supervisor.accountId),
    mayNot('cover leave as another', supervisor, cover, id(), here, id()),
    mayNot('cover leave without being supervisor', manager, cover, id(), here, manager.accountId),
    may('end cover', supervisor, 'UPDATE leave_cover SET ended_at = now()'),
    mayNot('end cover without being supervisor', manager, 'UPDATE leave_cover SET ended_at = now()'),
    may('say how the centre works', supervisor, setCare, here, supervisor.accountId),
    mayNot('say so as another', supervisor, setCare, here, id()),
    mayNot('say so without being supervisor', manager, setCare, here, manager.accountId),
    { ...may('change how the centre works', supervisor, changeCare, supervisor.accountId), as: there(supervisor) },
    { ...mayNot('change it as another', supervisor, changeCare, id()), as: there(supervisor) },
    { ...mayNot('change it without being supervisor', manager, changeCare, manager.accountId), as: there(manager) },
    may('open an emergency', worker, openEmergency, id(), here, worker.accountId, files.anothers),
    mayNot('open one for another', worker, openEmergency, id(), here, id(), files.anothers),
    mayNot('open one elsewhere', worker, openEmergency, id(), elsewhere, worker.accountId, files.anothers),
    mayNot('open one', administrator, openEmergency, id(), here, administrator.accountId, files.anothers),
    may('approve an emergency', supervisor, approveEmergency, supervisor.accountId, second.accountId),
    mayNot('approve one', manager, approveEmergency, manager.accountId, second.accountId),
    mayNot('approve her own', secondSupervisor, approveEmergency, supervisor.accountId, second.accountId),
    mayNot('approve one', dpo, approveEmergency, dpo.accountId, second.accountId),
    may('review an emergency', dpo, reviewEmergency, dpo.accountId, second.accountId),
    mayNot('review one', manager, reviewEmergency, manager.accountId, second.accountId),
    { ...may('find a file', worker, 'SELECT FROM case_file WHERE code = $1', files.anothers), as: emergency },
    {
      ...mayNot('find a file elsewhere', worker, 'SELECT FROM case_file WHERE code = $1', files.anothers),
      as: { ...emergency, 'app.organisation_id': elsewhere },
    },
    { ...may('tell the code of a file', worker, 'SELECT FROM case_file WHERE id = $1', files.anothers), as: desk },
    {
      ...mayNot('tell the code of a file elsewhere', worker, 'SELECT FROM case_file WHERE id = $1', files.anothers),
      as: { ...desk, 'app.organisation_id': elsewhere },
    },
    { ...may('tell of a clock', worker, escalate, here, files.anothers), as: clocks },
    { ...mayNot('tell of a clock elsewhere', worker, escalate, elsewhere, files.anothers), as: clocks },
    { ...mayNot('tell of a clock from elsewhere', worker, escalate, here, files.anothers), as: nowhere(clocks) },
    mayNot('tell of a clock', manager, escalate, here, files.anothers),
    { ...may('find unusual access', worker, findAccess, id(), here), as: review },
    { ...mayNot('find unusual access elsewhere', worker, findAccess, id(), elsewhere), as: review },
    mayNot('find unusual access', supervisor, findAccess, id(), here),
    { ...may('remove what was found', worker, 'DELETE FROM access_finding'), as: review },
    { ...mayNot('remove what was found elsewhere', worker, 'DELETE FROM access_finding'), as: nowhere(review) },
    mayNot('remove what was found', supervisor, 'DELETE FROM access_finding'),
    { ...mayNot('answer by itself', worker, answerFinding, worker.accountId), as: review },
    may('answer for another', supervisor, answerFinding, supervisor.accountId),
    mayNot('answer as another', supervisor, answerFinding, id()),
    mayNot('answer without being asked to', manager, answerFinding, manager.accountId),
    { ...may('know whose a file is', worker, 'SELECT FROM case_file WHERE id = $1', files.anothers), as: review },
    {
      ...mayNot('know whose a file elsewhere is', worker, 'SELECT FROM case_file WHERE id = $1', files.anothers),
      as: { ...review, 'app.organisation_id': elsewhere },
    },
    may('add an entry to the log', manager, addEntry, id(), here, manager.accountId),
    mayNot('add an entry to the log of another centre', manager, addEntry, id(), elsewhere, manager.accountId),
    { ...mayNot('read another file', worker, 'SELECT FROM case_file WHERE id = $1', files.hers), as: job },
  ];
}

/** Statements that succeed and should not, and those that should and do not. */
export async function* writeFaults(client: pg.Client, world: AccessWorld): AsyncGenerator<string> {
  for (const { what, as, sql, parameters, allowed } of writesOf(world)) {
    await become(client, as);
    const { count } = await attempt(client, sql, parameters);
    if (count > 0 !== allowed) yield `${as['app.roles'] ?? ''}: ${what}: expected ${String(allowed)}`;
  }
}
