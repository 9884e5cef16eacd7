// The word of a one-time link stands behind the # of the address: it goes into the form and out of the address.

const word = location.hash.slice(1);
if (word) {
  document.getElementById("word").value = word;
  history.replaceState(null, "", location.pathname);
}
