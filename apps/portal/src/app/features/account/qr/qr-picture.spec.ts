import { TestBed } from '@angular/core/testing';
import decodeQR from 'qr/decode.js';
import { QrPicture } from './qr-picture.js';

/** Pixels a module: what a camera would see of the drawn path. */
const scale = 4;

/** Paints the path of the picture, whose runs are `Mx yhwv1h-wz`, as black on white. */
function painted(picture: SVGElement): { width: number; height: number; data: Uint8ClampedArray } {
  const side = Number(picture.getAttribute('viewBox')?.split(' ')[2]) * scale;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  const path = picture.querySelector('path')?.getAttribute('d') ?? '';
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row++)
      for (let column = Number(x) * scale; column < (Number(x) + Number(width)) * scale; column++)
        data.set([0, 0, 0], (row * side + column) * 4);
  return { width: side, height: side, data };
}

describe('the picture of a QR code', () => {
  it.each([
    'Chat Man',
    'Grüße aus Åre',
    'otpauth://totp/Chat%20Man:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Chat%20Man&algorithm=SHA1&digits=6&period=30',
  ])('is read back by a reader as it was written: %s', async (text) => {
    const fixture = TestBed.createComponent(QrPicture);
    fixture.componentRef.setInput('text', text);
    fixture.componentRef.setInput('label', 'QR code');
    await fixture.whenStable();
    const host = fixture.nativeElement as HTMLElement;
    expect(decodeQR(painted(host.querySelector('svg')!))).toBe(text);
    expect(host.querySelector('svg')?.getAttribute('aria-label')).toBe('QR code');
  });
});
