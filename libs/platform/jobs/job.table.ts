import { declareTable } from '../database/declared/declarations.js';

declareTable({
  table: 'jobs.job',
  purpose: 'Queued and finished work: ids and numbers, and the kinds of errors',
  dataClass: 'operation',
  subject: { kind: 'none' },
  legalBasis: 'none',
  retention: 'operation',
  erasure: 'pseudonymous',
  backup: 'none',
  columns: { data: 'technical', output: 'technical' },
});
