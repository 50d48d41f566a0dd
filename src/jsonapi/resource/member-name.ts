/** `startsAt` → `starts-at`: the one mapping between property names and member names. */
export function memberName(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** `speakers-call` → `speakers-calls`, `faq` → `faqs`, `event-copyright` → `event-copyrights`. */
export function pathName(type: string): string {
  return type.endsWith('s') ? type : `${type}s`;
}
