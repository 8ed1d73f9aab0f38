/** Whether tests repeat what they do by chance very often (`npm test -- --thorough`). CI repeats enough to find a fault, not to rule one out. */
export const isThorough = process.env['CHAT_MAN_TEST_THOROUGH'] === 'true';
