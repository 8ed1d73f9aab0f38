import { declareTable } from '../database/declarations.js';

declareTable({
  table: 'keyring.master_key',
  purpose:
    'Fingerprints of the wrap keys in force and, during a change of the master password, the bridge from the old to the new one.',
  dataClass: 'security',
  subject: { kind: 'none' },
  legalBasis: 'none',
  retention: 'permanent',
  erasure: 'not-personal',
  backup: 'keyring',
  columns: {
    wrap_key_id: 'technical',
    state: 'technical',
    since: 'technical',
    bridge_id: 'technical',
    bridge: 'secret',
    bridge_from: 'technical',
    verifier: 'secret',
  },
});

declareTable({
  table: 'keyring.destroyed_owner',
  purpose: 'Pseudonymous ids whose keys were destroyed: proof of erasure, and the list that is replayed after a restore.',
  dataClass: 'security',
  subject: { kind: 'none' },
  legalBasis: 'legal-obligation',
  retention: 'permanent',
  erasure: 'pseudonymous',
  backup: 'keyring',
  columns: { owner_kind: 'technical', owner_name: 'technical', destroyed_at: 'technical' },
});
