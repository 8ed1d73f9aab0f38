/** The same as the contract's `Username`, with room for spaces that are trimmed away. */
export const usernameCharacters = /^\s*[\p{L}\p{N}._@+-]{3,64}\s*$/u;
