import { createEvent } from './api.js';
import { BoxOffice } from './box-office.js';
import { dataUriOf, listenForPictures } from './picture-input.js';
import { exchangeView } from './request-view.js';
import { screenFaults, screenPicture } from './screening.js';

const find = (selector) => document.querySelector(selector);
const day = 24 * 60 * 60 * 1000;

let picture = null;

const office = new BoxOffice(tell);
find('#house').hidden = false;
listenForPictures(choose);
hang('#sign-bottom', 'One post · one URL back');
hang('#sign-middle', find('#name').value);
hang('#sign-top', 'Tonight');

find('#name').addEventListener('input', ({ target }) => hang('#sign-middle', target.value));
find('#leave').addEventListener('click', () => {
  office.leave();
  say('Signed out.');
});
find('#sign-in').addEventListener('click', () => enter({ isNew: false }));
find('#sign-up').addEventListener('click', () => enter({ isNew: true }));
find('#event-form').addEventListener('submit', (event) => {
  event.preventDefault();
  void send();
});

/** @param {File} file */
function choose(file) {
  picture = file;
  const preview = find('#preview');
  URL.revokeObjectURL(preview.src);
  preview.src = URL.createObjectURL(file);
  preview.hidden = false;
  find('#file-name').textContent = file.name;
  find('#file-hint').textContent =
    `${Math.ceil(file.size / 1000).toLocaleString('en')} kB. Another? Drop or choose it.`;
  say(`${file.name} is ready to be sent.`);
}

/** @param {{isNew: boolean}} options */
async function enter({ isNew }) {
  const credentials = { email: find('#email').value, password: find('#password').value };
  find('#exchanges').replaceChildren();
  const isIn = await office.open(credentials, { isNew });
  if (isIn) say(`Signed in as ${credentials.email}.`, 'is-right');
}

async function send() {
  const button = find('#send');
  if (button.getAttribute('aria-disabled') === 'true') return;
  if (picture === null) {
    say('Choose a picture first.', 'is-wrong');
    find('#file').focus();
    return;
  }
  button.setAttribute('aria-disabled', 'true');
  find('#exchanges').replaceChildren();
  say('Sending …');
  await putUp().finally(() => button.setAttribute('aria-disabled', 'false'));
}

async function putUp() {
  const token = await office.token();
  if (token === null) return;
  const exchange = await createEvent(await attributes(), token);
  tell(exchange);
  if (exchange.status === 401) office.leave();
  if (exchange.status !== 201) return;
  say('201 Created. Your picture is up.', 'is-right');
  hang('#sign-top', 'Now showing');
  await screenPicture(exchange.document.data);
}

/** Every exchange is shown; one that failed is put on the screen, too. */
function tell(exchange) {
  const view = exchangeView(exchange);
  for (const earlier of find('#exchanges').children) earlier.open = false;
  view.open = true;
  find('#exchanges').append(view);
  const errors = exchange.document?.errors;
  if (errors === undefined) return;
  screenFaults(errors);
  hang('#sign-top', 'Not tonight');
  say(
    `${exchange.status || ''} ${exchange.statusText}: ${errors.map(({ detail }) => detail).join(' ')}`,
    'is-wrong',
  );
}

async function attributes() {
  const start = new Date(Date.now() + 7 * day);
  start.setUTCHours(20, 0, 0, 0);
  const sabotage = find('#sabotage').value;
  return {
    ...(sabotage !== 'nameless' && { name: find('#name').value }),
    'starts-at': start.toISOString(),
    'ends-at': new Date(start.getTime() + day / 8).toISOString(),
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    'original-image-url': spoiled(await dataUriOf(picture), sabotage),
  };
}

/** So that a person sees what happens then. */
function spoiled(uri, sabotage) {
  const [head, data] = uri.split(',');
  if (sabotage === 'half') return `${head},${data.slice(0, Math.floor(data.length / 8) * 4)}`;
  return sabotage === 'text' ? `data:image/png;base64,${btoa('This is no picture.')}` : uri;
}

/** Letter by letter, as on a real board; read aloud as one text. */
function hang(line, text) {
  const words = text.split(' ').map((word) => {
    const box = document.createElement('span');
    box.className = 'word';
    box.append(...Array.from(word, letter));
    return box;
  });
  const board = document.createElement('span');
  board.setAttribute('aria-hidden', 'true');
  board.append(...words.flatMap((word, index) => (index === 0 ? [word] : [' ', word])));
  const spoken = document.createElement('span');
  spoken.className = 'spoken';
  spoken.textContent = text;
  find(line).replaceChildren(spoken, board);
}

function letter(character) {
  const piece = document.createElement('span');
  piece.className = 'letter';
  piece.textContent = character;
  return piece;
}

function say(text, mood = '') {
  const status = find('#status');
  status.className = `status ${mood}`;
  status.textContent = text;
}
