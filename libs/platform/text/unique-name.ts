/** Makes a name one that no other file has yet, for systems that do not tell upper and lower case apart. Remembers it in `taken`. */
export function uniqueName(name: string, taken: Set<string>): string {
  const dot = name.lastIndexOf('.');
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  let unique = name;
  for (let count = 2; taken.has(unique.toLowerCase()); count++) unique = `${stem} (${String(count)})${ending}`;
  taken.add(unique.toLowerCase());
  return unique;
}
