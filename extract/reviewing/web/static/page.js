// What all parts of the page use: its words, its status line, and other pages of the desk as documents.
export const $ = (id) => document.getElementById(id);

const WORDS = JSON.parse($("words").textContent);
export const say = (key, values = {}) => WORDS[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);

// The line at the top: `kind` is saving, saved, failed or hint.
export function tell(kind, words) {
  const line = $("saved");
  line.className = kind;
  line.textContent = words;
}

// Another page of the desk, parsed by the browser; no markup passes through a script.
export function load(address) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    request.onload = () => (request.status === 200 && request.response ? resolve(request.response) : reject(new Error(String(request.status))));
    request.onerror = () => reject(new Error("no answer"));
    request.send();
  });
}
