import type { Browser } from 'playwright-core';
import { startModelServer } from '../../support/model-server/model-server.js';
import type { ChatMan } from '../../support/chat-man.js';
import { signedIn } from '../../support/people.js';
import { launch, watchedPage } from './browser.js';
import { furnish } from './furnished.js';
import { password, startProduct } from './product.js';
import { setUp } from './steps.js';

export interface FurnishedProduct {
  readonly browser: Browser;
  readonly chatMan: ChatMan;
  end(): Promise<void>;
}

/** The product with a model server, something on every page, and a browser; `mara` set it up. */
export async function startFurnished(path: string): Promise<FurnishedProduct> {
  const model = await startModelServer();
  const { chatMan, end } = await startProduct(model.url);
  const browser = await launch(path);
  const first = await watchedPage(browser, chatMan.url);
  await setUp(first.page, chatMan.setUpCode, 'mara', password);
  await first.close();
  await furnish(chatMan, await signedIn(chatMan, 'mara'));
  return {
    browser,
    chatMan,
    async end() {
      await browser.close();
      await end();
      await model.close();
    },
  };
}
