// A chosen picture: shown before it is sent, and made smaller on the phone, so that a slow hall can take it.
const LONG_SIDE = 2400;
const SMALL_ENOUGH = 1_000_000;

document.addEventListener("change", async ({ target }) => {
  if (!target.matches('input[type="file"][name="photo"]')) return;
  const picture = target.files[0];
  const preview = target.form.querySelector("[data-photo-preview]");
  preview.hidden = true;
  if (!picture) return;
  const smaller = await shrink(picture);
  if (target.files[0] !== picture) return; // they chose another meanwhile
  if (smaller) {
    const files = new DataTransfer();
    files.items.add(smaller);
    target.files = files.files;
  }
  URL.revokeObjectURL(preview.src);
  preview.src = URL.createObjectURL(smaller ?? picture);
  preview.onload = () => (preview.hidden = false);
});

document.addEventListener("sent", ({ detail: { form } }) => {
  const preview = form.querySelector("[data-photo-preview]");
  if (preview) preview.hidden = true;
});

// A smaller JPEG, upright; null when it is small already, or this browser cannot read it (then the server will say so).
async function shrink(picture) {
  if (picture.size <= SMALL_ENOUGH) return null;
  const bitmap = await createImageBitmap(picture, { imageOrientation: "from-image" }).catch(() => null);
  if (!bitmap) return null;
  const scale = Math.min(1, LONG_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const made = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
  return made && made.size < picture.size ? new File([made], "photo.jpg", { type: "image/jpeg" }) : null;
}
