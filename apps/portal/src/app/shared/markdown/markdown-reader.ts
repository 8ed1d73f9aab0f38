// One chunk that is loaded when the first text with markup is shown.
export { highlight, plainText } from './code/highlight.js';
export { blocksOf } from './markdown-nodes.js';
export { markUnsupported } from './unsupported.js';
