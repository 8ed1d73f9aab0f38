import { AttachedFilesRepository } from './attached-files.repository.js';
import { AttachmentsFacade } from './attachments.facade.js';

export const attachmentsProviders = [AttachedFilesRepository, AttachmentsFacade];
