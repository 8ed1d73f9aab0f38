/** Hands a file to the browser's downloads. */
export function saveAs(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser has taken the content over once the click is done; a moment later in some.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
