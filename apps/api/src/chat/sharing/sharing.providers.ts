import { ShareReaderRow, ShareRow } from './share.entity.js';
import { ShareRepository } from './share.repository.js';
import { ShareSchedule } from './share.schedule.js';
import { ShareService } from './share.service.js';

export const sharingEntities = [ShareReaderRow, ShareRow];
export const sharingProviders = [ShareRepository, ShareSchedule, ShareService];
