import type { Texts } from '../translate.js';
import { accountTexts } from './account/account.js';
import { accountImportTexts } from './account/import.js';
import { accountNoticesTexts } from './account/notices.js';
import { accountPasskeysTexts } from './account/passkeys.js';
import { accountPromptsTexts } from './account/prompts.js';
import { accountSecondFactorTexts } from './account/second-factor.js';
import { accountSessionsTexts } from './account/sessions.js';
import { accountTokensTexts } from './account/tokens.js';
import { adminTexts } from './admin/admin.js';
import { adminApprovalsTexts } from './admin/approvals.js';
import { adminBackupsTexts } from './admin/backups.js';
import { adminFirstStepsTexts } from './admin/first-steps.js';
import { adminModelsTexts } from './admin/models.js';
import { adminRoleRequestsTexts } from './admin/role-requests.js';
import { adminSettingsAccessTexts } from './admin/settings-access.js';
import { adminSettingsAnswersTexts } from './admin/settings-answers.js';
import { adminSettingsModelServersTexts } from './admin/settings-model-servers.js';
import { adminSettingsOperationTexts } from './admin/settings-operation.js';
import { adminSettingsPageTexts } from './admin/settings-page.js';
import { adminUsersTexts } from './admin/users.js';
import { auditTexts } from './audit/audit.js';
import { auditHoldsTexts } from './audit/holds.js';
import { auditKeptEventsTexts } from './audit/kept-events.js';
import { auditProofTexts } from './audit/proof.js';
import { auditRetentionTexts } from './audit/retention.js';
import { auditVerifyTexts } from './audit/verify.js';
import { auditWordsTexts } from './audit/words.js';
import { chatAttachmentsTexts } from './chat/attachments.js';
import { chatTexts } from './chat/chat.js';
import { chatComposerTexts } from './chat/composer.js';
import { chatMessagesTexts } from './chat/messages.js';
import { chatOrderTexts } from './chat/order.js';
import { chatRailTexts } from './chat/rail.js';
import { chatSharingTexts } from './chat/sharing.js';
import { chatTemporaryTexts } from './chat/temporary.js';
import { chatThreadTexts } from './chat/thread.js';
import { commonPartsTexts } from './common/parts.js';
import { commonSentencesTexts } from './common/sentences.js';
import { commonShellTexts } from './common/shell.js';
import { commonWordsTexts } from './common/words.js';
import { incidentsTexts } from './incidents/incidents.js';
import { knowledgeCollectionsTexts } from './knowledge/collections.js';
import { knowledgeDocumentsTexts } from './knowledge/documents.js';
import { knowledgeEvaluationTexts } from './knowledge/evaluation.js';
import { knowledgeTexts } from './knowledge/knowledge.js';
import { knowledgeTestQueryTexts } from './knowledge/test-query.js';
import { monitoringAlertsTexts } from './monitoring/alerts.js';
import { monitoringDashboardsTexts } from './monitoring/dashboards.js';
import { monitoringHealthChecksTexts } from './monitoring/health-checks.js';
import { monitoringTexts } from './monitoring/monitoring.js';
import { otherPagesTexts } from './other-pages.js';
import { problemsAToM } from './problems/a-to-m.js';
import { problemsNToZ } from './problems/n-to-z.js';
import { rightsAccessReviewsTexts } from './rights/access-reviews.js';
import { rightsHandingOverTexts } from './rights/handing-over.js';
import { rightsMyDataTexts } from './rights/my-data.js';
import { rightsQueueTexts } from './rights/queue.js';
import { rightsTexts } from './rights/rights.js';

/** German, as a product writer says it: formal, short. glossary.md has the words. */
export const texts: Texts = {
  ...accountImportTexts,
  ...accountNoticesTexts,
  ...accountPasskeysTexts,
  ...accountPromptsTexts,
  ...accountSecondFactorTexts,
  ...accountSessionsTexts,
  ...accountTexts,
  ...accountTokensTexts,
  ...adminApprovalsTexts,
  ...adminBackupsTexts,
  ...adminFirstStepsTexts,
  ...adminModelsTexts,
  ...adminRoleRequestsTexts,
  ...adminSettingsAccessTexts,
  ...adminSettingsAnswersTexts,
  ...adminSettingsModelServersTexts,
  ...adminSettingsOperationTexts,
  ...adminSettingsPageTexts,
  ...adminTexts,
  ...adminUsersTexts,
  ...auditHoldsTexts,
  ...auditKeptEventsTexts,
  ...auditProofTexts,
  ...auditRetentionTexts,
  ...auditTexts,
  ...auditVerifyTexts,
  ...auditWordsTexts,
  ...chatAttachmentsTexts,
  ...chatComposerTexts,
  ...chatMessagesTexts,
  ...chatOrderTexts,
  ...chatRailTexts,
  ...chatSharingTexts,
  ...chatTemporaryTexts,
  ...chatTexts,
  ...chatThreadTexts,
  ...commonPartsTexts,
  ...commonSentencesTexts,
  ...commonShellTexts,
  ...commonWordsTexts,
  ...incidentsTexts,
  ...knowledgeCollectionsTexts,
  ...knowledgeDocumentsTexts,
  ...knowledgeEvaluationTexts,
  ...knowledgeTestQueryTexts,
  ...knowledgeTexts,
  ...monitoringAlertsTexts,
  ...monitoringDashboardsTexts,
  ...monitoringHealthChecksTexts,
  ...monitoringTexts,
  ...otherPagesTexts,
  ...rightsAccessReviewsTexts,
  ...rightsHandingOverTexts,
  ...rightsMyDataTexts,
  ...rightsQueueTexts,
  ...rightsTexts,
};

/** What the API refuses or fails with, by its stable code. */
export const problems: Texts = { ...problemsAToM, ...problemsNToZ };
