// Previews of files that are not sent yet, and smaller photos for slow connections.
import { createElement, limits, showFileNotice, texts } from './page.js';

const MAX_PHOTO_PIXELS = 1600, JPEG_QUALITY = 0.8;

const canShow = file => /^image\/(jpeg|png|webp|gif)/.test(file.type);
const canShrink = file => /^image\/(jpeg|png|webp|hei[cf]|bmp)/.test(file.type);
const urlOf = file => file.url ||= URL.createObjectURL(new Blob([file.bytes], { type: file.type }));

export function createThumbnail(file) {
  if (!canShow(file)) return createElement('span', 'bubble file', createElement('bdi', '', file.name));
  const image = createElement('img');
  image.src = urlOf(file);
  image.alt = file.name;
  return image;
}

function createPlayer(file) {
  const player = createElement('audio');
  player.controls = true;
  player.src = urlOf(file);
  return player;
}

function createPreview(file) {
  if (file.type.startsWith('audio/')) return createPlayer(file);
  return canShow(file) ? createElement('span', 'photo', createThumbnail(file)) : createThumbnail(file);
}

export function createPreviews(files) {
  const previews = createElement('div', 'shown');
  previews.append(...files.map(createPreview));
  return previews;
}

/** Converts a photo to a smaller, upright JPEG without camera metadata. */
async function shrinkPhoto(file) {
  const image = new Image(), canvas = createElement('canvas'), url = URL.createObjectURL(file);
  try {
    image.src = url;
    await image.decode();
    const scale = Math.min(1, MAX_PHOTO_PIXELS / Math.max(image.naturalWidth, image.naturalHeight));
    canvas.width = Math.round(image.naturalWidth * scale);
    canvas.height = Math.round(image.naturalHeight * scale);
    const context = canvas.getContext('2d');
    context.fillStyle = '#fff'; // JPEG has no transparency.
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const jpeg = await new Promise(resolve => canvas.toBlob(resolve, 'image/jpeg', JPEG_QUALITY));
    return jpeg ? new File([jpeg], file.name.replace(/\.\w+$/, '') + '.jpg', { type: 'image/jpeg' }) : file;
  } catch { return file; } finally { URL.revokeObjectURL(url); }
}

/** Returns a list with the file as bytes, or an empty list and a notice when it is too large. */
export async function prepareFile(file) {
  const ready = canShrink(file) ? await shrinkPhoto(file) : file;
  if (ready.size > limits.fileBytes) { showFileNotice(file.name, texts.tooLarge); return []; }
  return [{ name: ready.name, type: ready.type, bytes: await ready.arrayBuffer() }];
}
