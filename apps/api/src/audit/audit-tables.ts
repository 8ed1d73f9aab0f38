import { declareTable } from '#platform/database/declarations.js';

declareTable({
  table: 'audit.event',
  purpose:
    'Who did what to which object and with what outcome, by random ids and codes; never changed, removed a month at a time when its time is over',
  dataClass: 'security',
  subject: { kind: 'user', column: 'actor' },
  legalBasis: 'legal-obligation',
  retention: 'audit',
  erasure: 'pseudonymous',
  backup: 'data',
  columns: {
    seq: 'technical',
    xid: 'technical',
    recorded_at: 'technical',
    id: 'technical',
    actor: 'personal',
    role: 'technical',
    request_id: 'technical',
    action: 'technical',
    object_type: 'technical',
    object_id: 'technical',
    outcome: 'technical',
    reason: 'technical',
    intent: 'technical',
    detail_commit: 'technical',
  },
});

declareTable({
  table: 'audit.event_detail',
  purpose: 'What an act changed and why, sealed under the key of the person it is about',
  dataClass: 'security',
  subject: { kind: 'user', column: 'subject_id' },
  legalBasis: 'legal-obligation',
  retention: 'audit',
  erasure: 'delete',
  backup: 'data',
  columns: { event_id: 'technical', recorded_at: 'technical', subject_id: 'personal', salt: 'secret', detail: 'sealed' },
});

declareTable({
  table: 'audit.erasure',
  purpose: 'Which events of the log tell of details that were erased',
  dataClass: 'security',
  subject: { kind: 'none' },
  legalBasis: 'legal-obligation',
  retention: 'permanent',
  erasure: 'not-personal',
  backup: 'data',
  columns: { id: 'technical' },
});

declareTable({
  table: 'audit.erased_detail',
  purpose: 'Whose details were erased, by the ids of their events: what is missing beyond these was removed',
  dataClass: 'security',
  subject: { kind: 'none' },
  legalBasis: 'legal-obligation',
  retention: 'permanent',
  erasure: 'not-personal',
  backup: 'data',
  columns: { event_id: 'technical', erasure: 'technical' },
});

declareTable({
  table: 'audit.leaf',
  purpose: 'At which place of the Merkle tree an event stands, and its hash',
  dataClass: 'security',
  subject: { kind: 'none' },
  legalBasis: 'legal-obligation',
  retention: 'permanent',
  erasure: 'not-personal',
  backup: 'data',
  columns: { index: 'technical', seq: 'technical', xid: 'technical', leaf_hash: 'technical' },
});

declareTable({
  table: 'audit.node',
  purpose: 'Inner nodes of the Merkle tree over the audit log',
  dataClass: 'security',
  subject: { kind: 'none' },
  legalBasis: 'legal-obligation',
  retention: 'permanent',
  erasure: 'not-personal',
  backup: 'data',
  columns: { level: 'technical', index: 'technical', hash: 'technical' },
});

declareTable({
  table: 'audit.checkpoint',
  purpose: 'Signed statements of the whole audit log up to a size',
  dataClass: 'security',
  subject: { kind: 'none' },
  legalBasis: 'legal-obligation',
  retention: 'permanent',
  erasure: 'not-personal',
  backup: 'data',
  columns: { no: 'technical', size: 'technical', note: 'technical' },
});

declareTable({
  table: 'audit.heartbeat',
  purpose: 'The last signed statement of an idle audit log',
  dataClass: 'security',
  subject: { kind: 'none' },
  legalBasis: 'legal-obligation',
  retention: 'permanent',
  erasure: 'not-personal',
  backup: 'none',
  columns: { singleton: 'technical', signed_at: 'technical', note: 'technical' },
});

declareTable({
  table: 'audit.verification',
  purpose: 'Verifications of the audit log: how far each one is, and what came out',
  dataClass: 'operation',
  subject: { kind: 'none' },
  legalBasis: 'none',
  retention: 'operation',
  erasure: 'not-personal',
  backup: 'none',
  columns: {
    id: 'technical',
    state: 'technical',
    step: 'technical',
    checked: 'technical',
    size: 'technical',
    started_at: 'technical',
    alive_at: 'technical',
    ended_at: 'technical',
    result: 'technical',
  },
});
