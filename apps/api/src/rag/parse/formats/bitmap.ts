/** Raw pixels as a bitmap file (BMP, 24 bits), which the recogniser reads. */
export function bitmap(data: ArrayLike<number>, width: number, height: number, channels: number): Buffer {
  const stride = (width * 3 + 3) & ~3;
  const file = Buffer.alloc(54 + stride * height);
  file.write('BM', 0, 'latin1');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(-height, 22); // top row first
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * channels;
      const to = 54 + y * stride + x * 3;
      const isGrey = channels < 3;
      file[to] = data[from + (isGrey ? 0 : 2)] ?? 255;
      file[to + 1] = data[from + (isGrey ? 0 : 1)] ?? 255;
      file[to + 2] = data[from] ?? 255;
    }
  }
  return file;
}
