import { jsonView } from './json-view.js';

/**
 * One exchange as it went over the wire, the request beside the answer.
 *
 * @param {import('./api.js').Exchange} exchange
 * @returns {HTMLDetailsElement}
 */
export function exchangeView(exchange) {
  const { document: answer, headers, milliseconds, request, status, statusText } = exchange;
  const pointers = (answer?.errors ?? []).flatMap(({ source }) => source?.pointer ?? []);
  const details = element('details', 'exchange');
  const line = `${request.method} ${request.path}`;
  const outcome = `${status || ''} ${statusText}`.trim();
  const mark = element('span', status >= 200 && status < 300 ? 'is-right' : 'is-wrong', outcome);
  const summary = element('summary', '', `${line} → `);
  summary.append(mark, ` in ${Math.round(milliseconds)} ms`);
  const panes = element('div', 'panes');
  panes.append(
    pane(
      'Sent',
      `${line} HTTP/1.1`,
      withoutSecrets(request.headers),
      jsonView(concealed(request.body), pointers),
    ),
    pane('Answered', `HTTP/1.1 ${outcome}`, headers, jsonView(answer)),
  );
  details.append(summary, panes);
  return details;
}

function pane(title, line, headers, body) {
  const section = element('section', 'pane');
  const pre = element('pre', '');
  // Scrolls, so the keyboard must be able to reach it.
  pre.tabIndex = 0;
  pre.setAttribute('aria-label', title);
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  pre.append([line, ...head].join('\n'), '\n\n', body);
  section.append(element('h3', '', title), pre);
  return section;
}

/** Somebody may be looking over a shoulder. */
function withoutSecrets(headers) {
  return { ...headers, ...(headers.Authorization && { Authorization: 'Bearer …' }) };
}

function concealed(body) {
  return JSON.parse(
    JSON.stringify(body, (name, value) => (name === 'password' ? '•'.repeat(8) : value)),
  );
}

/**
 * @param {string} tag
 * @param {string} name
 * @param {string} [text]
 */
export function element(tag, name, text = '') {
  const made = document.createElement(tag);
  if (name !== '') made.className = name;
  made.append(text);
  return made;
}
