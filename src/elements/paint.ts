export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Draws it with a longer side of so many pixels at most, on white: a JPEG knows no transparency. */
export function paint(canvas: HTMLCanvasElement, picture: CanvasImageSource, size: Size, longestSide: number): void {
  const scale = Math.min(1, longestSide / Math.max(size.width, size.height));
  canvas.width = Math.max(1, Math.round(size.width * scale));
  canvas.height = Math.max(1, Math.round(size.height * scale));
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) throw new Error('There is no canvas to draw on');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
}
