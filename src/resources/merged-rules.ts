import type { RowValues } from '../database/resource.writer.js';
import { invalidValue } from '../jsonapi/errors/document.errors.js';
import type { Fault } from '../jsonapi/errors/fault.js';
import { ruleViolations } from '../jsonapi/request/attribute.parser.js';
import type { ResourceDocument } from '../jsonapi/request/resource-document.js';

/**
 * Rules between attributes, on an update that sends only one of them: held against the row as it would become.
 * The fault stands at what was sent, for that is what the client can mend.
 */
export function mergedRuleFaults(
  document: ResourceDocument,
  current: RowValues | null,
): readonly Fault[] {
  if (current === null) return [];
  const { attributes, definition } = document;
  const merged = new Map(
    [...definition.attributes.values()]
      .filter(({ derived, property }) => !derived && !property.includes('.'))
      .map((attribute) => [
        attribute,
        attributes.has(attribute) ? attributes.get(attribute) : current[attribute.property],
      ]),
  );
  const between = ruleViolations(definition, merged).filter(({ partners }) => partners.length > 0);
  return between.flatMap((violation) => {
    const involved = [violation.attribute.property, ...violation.partners];
    const sent = [...attributes.keys()].filter(({ property }) => involved.includes(property));
    // What was sent whole has been judged with the document.
    const [field] = sent.length < involved.length ? sent : [];
    return field === undefined ? [] : [invalidValue(document.pointerTo(field), violation.detail)];
  });
}
