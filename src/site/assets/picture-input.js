/**
 * Takes a picture however a person gives it: picked, dropped anywhere on the page, pasted, or drawn here.
 *
 * @param {(file: File) => void} take
 */
export function listenForPictures(take) {
  const drop = document.querySelector('#drop');
  const input = document.querySelector('#file');
  input.addEventListener('change', () => first(input.files, take));
  document.querySelector('#draw').addEventListener('click', () => void drawPoster().then(take));
  document.addEventListener('paste', (event) => first(event.clipboardData?.files, take));
  document.addEventListener('dragover', (event) => {
    event.preventDefault();
    drop.classList.add('is-over');
  });
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) drop.classList.remove('is-over');
  });
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    drop.classList.remove('is-over');
    first(event.dataTransfer?.files, take);
  });
}

function first(files, take) {
  const file = files?.[0];
  if (file !== undefined) take(file);
}

/**
 * @param {File} file
 * @returns {Promise<string>}
 */
export function dataUriOf(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(/** @type {string} */ (reader.result)));
    reader.addEventListener('error', () => reject(reader.error));
    reader.readAsDataURL(file);
  });
}

/** An evening sky over hills, never twice the same. */
async function drawPoster() {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1600, height: 1000 });
  const context = canvas.getContext('2d');
  const hue = Math.random() * 360;
  const sky = context.createLinearGradient(0, 0, 0, 1000);
  sky.addColorStop(0, `hsl(${hue} 45% 18%)`);
  sky.addColorStop(0.6, `hsl(${hue + 40} 60% 48%)`);
  sky.addColorStop(1, `hsl(${hue + 70} 85% 72%)`);
  context.fillStyle = sky;
  context.fillRect(0, 0, 1600, 1000);
  context.fillStyle = `hsl(${hue + 80} 95% 86%)`;
  context.beginPath();
  context.arc(300 + Math.random() * 1000, 380 + Math.random() * 160, 130, 0, 2 * Math.PI);
  context.fill();
  for (let hill = 0; hill < 4; hill += 1) drawHill(context, hill, hue);
  const blob = await new Promise((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', 0.9);
  });
  return new File([blob], 'drawn-here.jpg', { type: 'image/jpeg' });
}

function drawHill(context, hill, hue) {
  const top = 560 + hill * 110;
  const phase = Math.random() * 6;
  context.fillStyle = `hsl(${hue + 20} 40% ${30 - hill * 7}%)`;
  context.beginPath();
  context.moveTo(0, 1000);
  for (let x = 0; x <= 1600; x += 20)
    context.lineTo(
      x,
      top + 70 * Math.sin(x / (210 + hill * 40) + phase) + 24 * Math.sin(x / 70 + phase),
    );
  context.lineTo(1600, 1000);
  context.fill();
}
