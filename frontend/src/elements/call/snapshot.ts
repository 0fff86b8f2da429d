/** The most that a report may carry, as the text of a data URL. */
const maxChars = 48 * 1024;

const widths = [480, 360, 240, 160];

/** A still of what the visitor sees, small enough for a report. Undefined when there is nothing to see. */
export function snapshotOf(video: HTMLVideoElement): string | undefined {
  if (video.videoWidth === 0) return undefined;
  const canvas = document.createElement("canvas");
  for (const width of widths) {
    canvas.width = width;
    canvas.height = Math.round((width * video.videoHeight) / video.videoWidth);
    canvas.getContext("2d")?.drawImage(video, 0, 0, canvas.width, canvas.height);
    const picture = canvas.toDataURL("image/jpeg", 0.7);
    if (picture.startsWith("data:image/jpeg") && picture.length <= maxChars) return picture;
  }
  return undefined;
}
