import { expect, test } from 'vitest';
import { aDatabase } from '../../../../test/support/database.js';
import { checkServer } from './server-check.js';

test('a server of today that is reached without a pooler is good, for the owner and for the API', async () => {
  const { ownerUrl, runtimeUrl } = await aDatabase();
  await expect(checkServer(ownerUrl)).resolves.toBeUndefined();
  await expect(checkServer(runtimeUrl)).resolves.toBeUndefined();
});
