const longest = 90;

/**
 * JSON with colours, links, and marks on what is wrong.
 *
 * @param {unknown} value
 * @param {readonly string[]} [marked] JSON pointers
 * @returns {HTMLElement}
 */
export function jsonView(value, marked = []) {
  const code = document.createElement('code');
  code.append(...nodes(value, { pointer: '', indent: '', marked: new Set(marked) }));
  return code;
}

function nodes(value, place) {
  const content = contentOf(value, place);
  return place.marked.has(place.pointer) ? [wrap('mark', ...content)] : content;
}

function contentOf(value, place) {
  if (typeof value === 'string') return textNodes(value);
  if (typeof value !== 'object' || value === null) return [span('json-value', String(value))];
  const isList = Array.isArray(value);
  const [open, close] = isList ? '[]' : '{}';
  const members = Object.entries(value);
  if (members.length === 0) return [open + close];
  const indent = `${place.indent}  `;
  const lines = members.flatMap(([name, member], index) => {
    const pointer = `${place.pointer}/${escaped(name)}`;
    const label = isList ? '' : span('json-name', JSON.stringify(name));
    const content = nodes(member, { indent, pointer, marked: place.marked });
    const end = index < members.length - 1 ? ',' : '';
    return [`\n${indent}`, label, isList ? '' : ': '].concat(content, end);
  });
  return [open, ...lines, `\n${place.indent}`, close];
}

/** A data URI is shown by its beginning: the rest is the picture. */
function textNodes(text) {
  if (/^https?:\/\//.test(text)) {
    const link = wrap('a', text);
    link.href = text;
    return ['"', link, '"'];
  }
  if (text.length <= longest || !text.startsWith('data:'))
    return [span('json-text', JSON.stringify(text))];
  const rest = text.length - longest;
  return [
    span('json-text json-uri', `"${text.slice(0, longest)}`),
    span('json-length', ` … ${rest.toLocaleString('en')} characters more`),
    span('json-text', '"'),
  ];
}

/** https://www.rfc-editor.org/rfc/rfc6901#section-3 */
function escaped(name) {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function span(name, text) {
  const element = wrap('span', text);
  element.className = name;
  return element;
}

function wrap(tag, ...content) {
  const element = document.createElement(tag);
  element.append(...content);
  return element;
}
