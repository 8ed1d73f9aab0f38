import { declareTable } from './declarations.js';

declareTable({
  table: 'platform.migration',
  purpose: 'Which schema migrations were applied',
  dataClass: 'operation',
  subject: { kind: 'none' },
  legalBasis: 'none',
  retention: 'permanent',
  erasure: 'not-personal',
  backup: 'none',
  columns: { name: 'technical', checksum: 'technical', applied_at: 'technical' },
});
