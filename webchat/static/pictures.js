/**
 * Why: phones make pictures of 5 to 12 MB and data costs money, so photos are made smaller before they are sent, to the
 * side that the server names.
 * Drawing them anew also leaves out where they were taken, which nobody meant to send.
 */

const QUALITY = 0.85;

async function decode(file) {
  if ("createImageBitmap" in window) {
    try {
      return await createImageBitmap(file, { imageOrientation: "from-image" });
    } catch {
      // Older browsers know neither the option nor every format; an <img> may still do it.
    }
  }
  const url = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/**
 * @param {Blob} file
 * @param {number} side
 * @returns {Promise<{blob: Blob, name: string}>} a JPEG of at most so many pixels a side
 * @throws when the file is no picture this browser can read
 */
export async function smaller(file, side) {
  const image = await decode(file);
  const width = image.naturalWidth || image.width;
  const height = image.naturalHeight || image.height;
  const scale = Math.min(1, side / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const paper = canvas.getContext("2d");
  paper.fillStyle = "#fff";
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((resolve) => { canvas.toBlob(resolve, "image/jpeg", QUALITY); });
  if (!blob) throw new Error("no picture");
  return { blob, name: "photo.jpg" };
}
