/** Which form a page shows, and what that sends, by whether a link from a mail led here. */
const pages = {
  '/verify': {
    linked: { id: 'verify', method: 'POST', path: '/v1/auth/verify-email' },
    bare: { id: 'verify-again', method: 'POST', path: '/v1/auth/resend-verification-email' },
  },
  '/reset-password': {
    linked: { id: 'reset', method: 'PATCH', path: '/v1/auth/reset-password' },
    bare: { id: 'forgotten', method: 'POST', path: '/v1/auth/reset-password' },
  },
};

const done = { verify: 'Your address is confirmed.', reset: 'Your new password is set: log in.' };

const address = new URL(location.href);
const token = address.searchParams.get('token');
// It must not stay where others look: in the history, or in what the next page is told of this one.
history.replaceState(null, '', address.pathname);

const page = pages[address.pathname];
const { id, method, path } = token === null ? page.bare : page.linked;
const form = document.getElementById(id);
const outcome = document.getElementById('outcome');
form.hidden = false;
form.addEventListener('submit', (event) => {
  event.preventDefault();
  void send();
});

/** Only when a button is pressed: programs that look at mails follow links, too. */
async function send() {
  const button = form.querySelector('button');
  button.disabled = true;
  const { isDone, text } = await answer();
  outcome.textContent = text;
  outcome.classList.toggle('wrong', !isDone);
  form.hidden = isDone;
  button.disabled = false;
}

async function answer() {
  const body = { ...Object.fromEntries(new FormData(form)), ...(token !== null && { token }) };
  try {
    const headers = { 'Content-Type': 'application/json' };
    const response = await fetch(path, { method, headers, body: JSON.stringify(body) });
    const { errors, message } = await response.json();
    if (response.ok) return { isDone: true, text: done[id] ?? message };
    return { isDone: false, text: errors.map(({ detail }) => detail).join(' ') };
  } catch {
    return { isDone: false, text: 'The server does not answer. Try again in a while.' };
  }
}
