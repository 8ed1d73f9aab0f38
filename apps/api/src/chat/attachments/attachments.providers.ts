import { AttachmentRow } from './attachment.entity.js';
import { AttachmentRepository } from './attachment.repository.js';
import { AttachmentService } from './attachment.service.js';
import { UnsentSchedule } from './unsent.schedule.js';

export const attachmentTables = [AttachmentRow];
export const attachmentProviders = [AttachmentRepository, AttachmentService, UnsentSchedule];
