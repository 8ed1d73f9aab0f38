import type { Texts } from '../translate.js';

export const texts: Texts = {};
