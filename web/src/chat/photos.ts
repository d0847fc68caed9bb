/** Photos on their way into a message: made small here, and kept nowhere. */
import type { FileUIPart } from "ai";

/** What the server takes in one message. */
export const MOST_PHOTOS = 4;
/** What is said where a photo is sent without words, as the server has it. */
export const ALONE = "(photo)";

/** Large enough to know the food by. */
const LONGEST_SIDE = 1600;
const QUALITY = 0.85;

export type Photo = FileUIPart & { filename: string };

/** A picture as a small JPEG. Rejects where this browser cannot read it. */
export async function shrunk(file: File): Promise<Photo> {
  const image = await createImageBitmap(file, { imageOrientation: "from-image" });
  const [width, height] = fitted(image.width, image.height);
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("no canvas");
  context.fillStyle = "white";
  context.fillRect(0, 0, width, height);
  context.drawImage(image, 0, 0, width, height);
  image.close();
  return { type: "file", mediaType: "image/jpeg", filename: file.name, url: canvas.toDataURL("image/jpeg", QUALITY) };
}

/** A size with the same shape whose longer side is no longer than needed. */
export function fitted(width: number, height: number): [number, number] {
  const times = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  return [Math.max(1, Math.round(width * times)), Math.max(1, Math.round(height * times))];
}
