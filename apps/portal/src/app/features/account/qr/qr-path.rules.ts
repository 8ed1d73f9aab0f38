/** The dark modules of a QR code as an SVG path, one unit a module. */
export function qrPath(code: readonly (readonly boolean[])[]): { readonly path: string; readonly side: number } {
  const runs = code.flatMap((row, y) =>
    [
      ...row
        .map((dark) => (dark ? '1' : '0'))
        .join('')
        .matchAll(/1+/g),
    ].map((run) => `M${String(run.index)} ${String(y)}h${String(run[0].length)}v1h-${String(run[0].length)}z`),
  );
  return { path: runs.join(''), side: code.length };
}
