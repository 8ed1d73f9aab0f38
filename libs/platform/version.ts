/** The product's version, as `package.json` says it; a test compares the two. */
export const productVersion = '1.0.0';
