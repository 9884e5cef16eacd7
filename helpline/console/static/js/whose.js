// What a tab keeps is somebody's: the next one who signs in there finds nothing of it.

export function keepFor(person, storage = sessionStorage) {
  if (storage.getItem("whose") === person) return;
  storage.clear();
  storage.setItem("whose", person);
}
