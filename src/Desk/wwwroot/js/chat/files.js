// Shows files that are not sent yet, and shrinks photos for slow connections.
import { make, tellOfFile, words } from './page.js';

const LARGEST = 20 * 1024 * 1024, WIDEST = 1600;

const isPhoto = file => /^image\/(jpeg|png|webp|gif)/.test(file.type);
const urlOf = file => file.url ||= URL.createObjectURL(new Blob([file.bytes], { type: file.type }));

export function picture(file) {
  if (isPhoto(file)) { const image = make('img'); image.src = urlOf(file); image.alt = file.name; return image; }
  return make('span', 'bubble file', make('bdi', '', file.name));
}

function sound(file) {
  const player = make('audio');
  player.controls = true;
  player.src = urlOf(file);
  return player;
}

function preview(file) {
  if (file.type.startsWith('audio/')) return sound(file);
  return isPhoto(file) ? make('span', 'photo', picture(file)) : picture(file);
}

export function shown(files) {
  const all = make('div', 'shown');
  all.append(...files.map(preview));
  return all;
}

/** Converts a photo to a smaller, upright JPEG without camera metadata. */
async function shrink(file) {
  const image = new Image(), canvas = make('canvas'), url = URL.createObjectURL(file);
  try {
    image.src = url;
    await image.decode();
    const scale = Math.min(1, WIDEST / Math.max(image.naturalWidth, image.naturalHeight));
    canvas.width = Math.round(image.naturalWidth * scale);
    canvas.height = Math.round(image.naturalHeight * scale);
    const paper = canvas.getContext('2d');
    paper.fillStyle = '#fff';
    paper.fillRect(0, 0, canvas.width, canvas.height);
    paper.drawImage(image, 0, 0, canvas.width, canvas.height);
    const small = await new Promise(done => canvas.toBlob(done, 'image/jpeg', 0.8));
    return small ? new File([small], file.name.replace(/\.\w+$/, '') + '.jpg', { type: 'image/jpeg' }) : file;
  } catch { return file; } finally { URL.revokeObjectURL(url); }
}

/** Returns the file as bytes. When it is too large, shows its name with advice and returns an empty list. */
export async function prepare(file) {
  const ready = /^image\/(jpeg|png|webp|hei[cf]|bmp)/.test(file.type) ? await shrink(file) : file;
  if (ready.size > LARGEST) { tellOfFile(file.name, words.tooLarge); return []; }
  return [{ name: ready.name, type: ready.type, bytes: await ready.arrayBuffer() }];
}
