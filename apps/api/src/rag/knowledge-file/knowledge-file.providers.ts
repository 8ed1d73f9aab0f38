import { BuiltInCollection } from './built-in-collection.js';
import { KnowledgeFileProbe } from './knowledge-file.probe.js';
import { KnowledgeFileService } from './knowledge-file.service.js';

export const knowledgeFileProviders = [BuiltInCollection, KnowledgeFileProbe, KnowledgeFileService];
