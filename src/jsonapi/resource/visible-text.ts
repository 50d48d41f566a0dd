/** What a name needs one of: neither a blank nor a character that shows nothing, such as U+200B. */
export const visibleCharacter = /[^\s\p{Cc}\p{Cf}]/u;
