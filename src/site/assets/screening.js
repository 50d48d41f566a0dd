import { element } from './request-view.js';

const screen = document.querySelector('#screen');
const prints = document.querySelector('#prints');
const faults = document.querySelector('#faults');

/** Takes down what is shown. */
export function darken() {
  screen.replaceChildren();
  screen.style.backgroundImage = '';
  prints.replaceChildren();
  faults.replaceChildren();
  faults.hidden = true;
}

/**
 * Shows a new event's picture: the placeholder at once, then the picture over it, and every rendition.
 *
 * @param {any} event a resource object
 */
export async function screenPicture({ attributes, meta }) {
  darken();
  const facts = meta?.images?.['original-image-url'];
  if (facts === undefined) return;
  const placeholder = await placeholderOf(facts.placeholder);
  screen.style.aspectRatio = `${facts.width} / ${facts.height}`;
  if (placeholder !== null) screen.style.backgroundImage = `url(${placeholder})`;
  screen.append(picture(attributes['large-image-url'] ?? attributes['original-image-url'], facts));
  if (placeholder !== null)
    prints.append(
      print('placeholder', placeholder, `ThumbHash, ${atob(facts.placeholder).length} bytes`),
    );
  const urls = Object.entries(attributes).filter(
    ([name, url]) => name.endsWith('-image-url') && url,
  );
  for (const [name, url] of urls) prints.append(print(name.replace(/-image-url$/, ''), url, null));
}

/** @param {readonly any[]} errors error objects */
export function screenFaults(errors) {
  darken();
  screen.append(element('p', 'screen-empty', 'Nothing was stored, and no file stays behind.'));
  faults.hidden = false;
  faults.append(...errors.map(fault));
}

function fault({ code, detail, source, status, title }) {
  const item = element('li', 'fault');
  const place = source && (source.pointer ?? source.parameter ?? source.header);
  item.append(element('b', '', title), element('span', '', detail), document.createElement('br'));
  item.append(
    element('code', '', [status, code, place && `at ${place}`].filter(Boolean).join(' · ')),
  );
  return item;
}

function picture(url, { width }) {
  const image = element('img', width < 300 ? 'is-small' : '');
  image.alt = 'The picture, as the server shows it';
  image.addEventListener('load', () => {
    image.classList.add('is-there');
    // A picture with transparent parts would show its placeholder through them.
    setTimeout(() => (screen.style.backgroundImage = ''), 700);
  });
  image.src = url;
  return image;
}

function print(name, url, remark) {
  const image = element('img', '');
  image.alt = '';
  const words = element('div', 'print-words');
  const size = element('span', '', 'loading …');
  image.addEventListener('load', () => {
    size.textContent = `${image.naturalWidth} × ${image.naturalHeight} px${weightOf(url)}`;
  });
  image.addEventListener('error', () => {
    size.textContent = 'did not arrive';
  });
  image.src = url;
  const title = element('b', '');
  title.append(remark === null ? link(name, url) : name);
  words.append(title, remark === null ? size : element('span', '', remark));
  const item = element('li', 'print');
  item.append(image, words);
  return item;
}

function link(name, url) {
  const made = element('a', '', name);
  made.href = url;
  return made;
}

/** What travelled, by the browser's own account. */
function weightOf(url) {
  const [entry] = performance.getEntriesByName(url);
  const bytes = entry?.encodedBodySize ?? 0;
  if (bytes === 0) return '';
  return bytes < 1000 ? ` · ${bytes} bytes` : ` · ${Math.round(bytes / 1000)} kB`;
}

async function placeholderOf(hash) {
  if (!hash) return null;
  const { thumbHashToDataURL } = await import(document.body.dataset.thumbhash);
  return thumbHashToDataURL(Uint8Array.from(atob(hash), (letter) => letter.charCodeAt(0)));
}
